"""What documents are laid out from: the public view as plain JSON, a module a kind of document.

The only part of the room that knows the public view. For an internal manual the columns that the office has chosen
come from the register, nothing else does. Values are text; where a picture, a chart or a QR code belongs there stands
what it is made from (``picture``, ``strip``, ``qr`` …), see ``drawn``.
"""
