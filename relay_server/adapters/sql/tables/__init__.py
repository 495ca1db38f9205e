"""Table definitions, one module per area; importing this package puts all of them on the one MetaData."""

from relay_server.adapters.sql.tables import accounts as accounts
from relay_server.adapters.sql.tables import activity as activity
from relay_server.adapters.sql.tables import documents as documents
from relay_server.adapters.sql.tables import joining as joining
from relay_server.adapters.sql.tables import ledger as ledger
from relay_server.adapters.sql.tables import meetings as meetings
from relay_server.adapters.sql.tables import workspaces as workspaces
