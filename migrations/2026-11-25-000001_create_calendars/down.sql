DROP VIEW calendar_rows;
DROP TABLE calendars;
