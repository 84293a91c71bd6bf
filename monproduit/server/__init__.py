"""What stands between the sockets and the app: a supervisor with its workers, and how much a connection may ask of them."""
