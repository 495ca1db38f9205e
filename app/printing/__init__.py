"""Diagrams on paper: how a page is spread over sheets, the preview, the printer.

May import canvas, `app.exporting`, `app.dialogs.frame`, `app.theme` and `app.widgets`. Called by `app.workbench`. The only package that
uses QtPrintSupport, which is loaded when the dialog is opened and not before.
"""
