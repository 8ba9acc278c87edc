/// What the private PostgreSQL cluster is called, where it lies, and how careful it is.
public struct ClusterSettings: Sendable {
  /// The folder of `--data-dir`, absolute or relative; made when it is not there.
  public var dataDirectory: String
  /// The superuser, who owns the database and migrates it.
  public var ownerRole: String
  /// The role of the daemon, which owns nothing.
  public var daemonRole: String
  public var database: String
  /// False only in tests: nothing waits for the disk, and a power cut may lose everything.
  public var durable: Bool
  /// Further lines of the server's configuration; they win over our own.
  public var serverSettings: [String: String]
  /// Who runs PostgreSQL when we are root: the first of these accounts that exists.
  public var unprivilegedUsers: [String]
  /// How long a start, a stop, or the wait for another holder of the folder may take.
  public var patience: Duration

  public init(
    dataDirectory: String,
    ownerRole: String = "afklaring_owner",
    daemonRole: String = "afklaring",
    database: String = "afklaring",
    durable: Bool = true,
    serverSettings: [String: String] = [:],
    unprivilegedUsers: [String] = ["afklaring", "postgres"],
    patience: Duration = .seconds(60)
  ) {
    self.dataDirectory = dataDirectory
    self.ownerRole = ownerRole
    self.daemonRole = daemonRole
    self.database = database
    self.durable = durable
    self.serverSettings = serverSettings
    self.unprivilegedUsers = unprivilegedUsers
    self.patience = patience
  }
}
