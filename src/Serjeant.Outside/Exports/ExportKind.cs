namespace Serjeant.Outside.Exports;

public enum ExportKind
{
    Unknown,
    Email,
    Mailbox,
    XMessages,
    FacebookMessages,
    InstagramMessages,
    Csv,

    /// <summary>NDJSON, or one JSON list of objects.</summary>
    Json,
}
