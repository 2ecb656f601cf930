"""Charts, calendars, structure charts, stars and QR codes, for pages and paper alike: text alternatives included."""
