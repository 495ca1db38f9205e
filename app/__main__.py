"""`python -m app` is `aio-canvas`."""

import sys

from app.cli.main import main

sys.exit(main())
