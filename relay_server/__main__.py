"""``python -m relay_server`` is ``aio-relay``."""

from relay_server.bootstrap import main

raise SystemExit(main())
