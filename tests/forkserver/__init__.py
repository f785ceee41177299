"""Programs of our own as processes of their own, without two seconds of imports before: a process that has imported all makes them."""
