"""Keys that no column can hold, as a forged form sends them, name no row. Of a single key Django
says so itself; of several, SQLite's driver would raise OverflowError."""

from typing import Any

from django.db import models
from django.db.models.lookups import In


@models.IntegerField.register_lookup
class InWhatFits(In):
    """`in`, without the numbers that are too large for the column."""

    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        """The SQL and its parameters; raises EmptyResultSet where nothing is left."""
        if self.rhs_is_direct_value():
            kind = self.lhs.output_field.get_internal_type()
            least, most = connection.ops.integer_field_range(kind)
            self.rhs = [one for one in self.rhs if not isinstance(one, int) or least <= one <= most]
        return super().process_rhs(compiler, connection)
