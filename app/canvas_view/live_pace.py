"""When what follows a gesture catches up with it: between two steps of the pointer, and when the pointer rests."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QWidget

from app.canvas_view.live_layer import LiveLayer
from canvas.editor.camera import Camera
from canvas.scene.page_scene import PageScene

REST_MS = 120
"""Time without a step after which the pointer rests."""


class LivePace:
    """Lets the layer of a canvas bend its lines a few at a time."""

    def __init__(
        self,
        parent: QWidget,
        layer: LiveLayer,
        scene: Callable[[], PageScene],
        camera: Callable[[], Camera],
        update: Callable[[QRegion], None],
    ) -> None:
        """Make the pace of a layer.

        Args:
            parent: owns the timers.
            layer: what follows the gesture.
            scene: of the page in front.
            camera: what is shown of it.
            update: has view pixels painted again.
        """
        self._layer, self._scene, self._camera, self._update = layer, scene, camera, update
        self._bend = QTimer(parent)
        self._bend.setInterval(0)
        self._bend.timeout.connect(self._bend_more)
        self._rest = QTimer(parent)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._settle)

    def follow(self) -> None:
        """Take in that the layer shows another step of the gesture, or none any more."""
        if self._layer.waiting and not self._bend.isActive():
            self._bend.start()
        self._rest.start() if self._layer.is_rough else self._rest.stop()

    def _settle(self) -> None:
        """Let lines run around shapes while the pointer rests with many of these."""
        self._layer.settle(self._scene(), self._camera())
        if self._layer.waiting:
            self._bend.start()

    def _bend_more(self) -> None:
        camera = self._camera()
        touched = self._layer.region(camera)
        if self._layer.waiting:
            self._layer.bend_more(self._scene())
            touched += self._layer.region(camera)
        if not self._layer.waiting:
            self._bend.stop()
        self._update(touched)
