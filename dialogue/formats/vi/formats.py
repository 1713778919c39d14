"""Dates as Vietnamese official texts write them: a 0 before days below 10 and before the months 1
and 2 (Decree 30/2020/NĐ-CP), so 02/6/2027 and 02/02/2027. "E" is the month with that 0: Django's
alternative months, which locale/libraries/vi gives as numbers."""

DATE_FORMAT = "d/E/Y"
SHORT_DATE_FORMAT = "d/E/Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = r"H:i \n\gà\y d/E/Y"
SHORT_DATETIME_FORMAT = "H:i d/E/Y"
MONTH_DAY_FORMAT = "d/E"
YEAR_MONTH_FORMAT = r"\t\há\n\g E/Y"
FIRST_DAY_OF_WEEK = 1
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S"]
