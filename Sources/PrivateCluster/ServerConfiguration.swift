/// The server's configuration, written anew at every start.
struct ServerConfiguration {
  let settings: ClusterSettings
  let socketFolder: SocketFolder

  /// Both files of it: what the server does, and who may come in.
  func write(in folder: DataFolder) throws(ClusterError) {
    try PrivateFile.replace(folder.configuration, with: text, for: folder.user)
    try PrivateFile.replace(folder.accessFile, with: Self.access, for: folder.user)
  }

  static let access = "# Written by afklaringd at every start.\nlocal all all scram-sha-256\n"

  var text: String {
    let chosen = Self.place + Self.memory + Self.log + (settings.durable ? [] : Self.careless)
    let lines = [("unix_socket_directories", "\"\(socketFolder.path)\"")] + chosen
    let extra = settings.serverSettings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return "# Written by afklaringd at every start: changes here are lost.\n"
      + (lines + extra).map { "\($0) = '\(quoted($1))'\n" }.joined()
  }

  private static let place = [
    ("listen_addresses", ""), ("port", "\(SocketFolder.port)"), ("unix_socket_permissions", "0700"),
    ("password_encryption", "scram-sha-256"), ("timezone", "Europe/Copenhagen"), ("lc_messages", "C"),
  ]

  private static let memory = [("max_connections", "100"), ("shared_buffers", "64MB"), ("jit", "off")]

  /// No statement, no parameter and no detail of a row may reach the log: they may speak of a citizen's health.
  /// The message of an ERROR quotes values too ("invalid input syntax ..."), hence `log_min_messages`.
  private static let log = [
    ("logging_collector", "off"), ("log_destination", "stderr"), ("log_line_prefix", "%m [%p] "),
    ("log_timezone", "Europe/Copenhagen"), ("log_checkpoints", "off"), ("log_min_messages", "log"),
    ("log_min_error_statement", "panic"), ("log_error_verbosity", "terse"), ("log_statement", "none"),
    ("log_duration", "off"), ("log_min_duration_statement", "-1"), ("log_parameter_max_length", "0"),
    ("log_parameter_max_length_on_error", "0"),
  ]

  private static let careless = [("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off")]

  private func quoted(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("'", with: "''")
  }
}
