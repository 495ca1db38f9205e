"""Dialogs of the account: steps that lead through signing in, second factors, recovery codes and further devices.

Views over `app.account.steps`: they import PySide6, `app.theme`, `app.widgets` and `app.dialogs.frame`. Opened by `app.workbench.account_link`.
"""
