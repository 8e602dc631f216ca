using Serjeant.Mail.Domains;

namespace Serjeant.Mail.Links;

/// <summary>What opening an address would do.</summary>
public enum AddressKind
{
    /// <summary>Opens a page: http, https, ftp, and what a browser would read as that.</summary>
    Web = 1,

    /// <summary>Writes a mail.</summary>
    Mail = 2,

    /// <summary>Runs or shows something that the address itself carries, or starts a program: data, javascript, blob, file, search-ms.</summary>
    Runs = 3,

    /// <summary>Opens an app, such as a chat or the telephone.</summary>
    App = 4,
}

/// <summary>How an address was written to be misread.</summary>
[Flags]
public enum AddressOddities
{
    None = 0,

    /// <summary>Tabs, line ends or other controls within it, which browsers leave out.</summary>
    Controls = 1,

    /// <summary>Backslashes where slashes belong.</summary>
    Backslashes = 2,

    /// <summary>Too few or too many slashes after the scheme.</summary>
    Slashes = 4,

    /// <summary>The host has percent signs.</summary>
    EncodedHost = 8,

    /// <summary>Written so that it can't be pressed, as security people do (hxxp, [.]). Nobody's trick.</summary>
    Defanged = 16,

    /// <summary>Longer than is read; the rest was left out.</summary>
    Cut = 32,
}

/// <summary>An address as a browser takes it apart (WHATWG URL, section 4.4), each part as it is written.</summary>
public sealed record WebAddress
{
    /// <summary>UTF-16 code units that are read; browsers take two million, nobody sends them.</summary>
    public const int Longest = 32_768;

    /// <summary>As given.</summary>
    public required string Written { get; init; }

    public required AddressKind Kind { get; init; }

    /// <summary>Lower case, without the colon; <c>http</c> where none was written.</summary>
    public required string Scheme { get; init; }

    /// <summary>A scheme was written.</summary>
    public bool HasScheme { get; init; }

    /// <summary>What stands before an @ in front of the host; empty when nothing does.</summary>
    public string UserInfo { get; init; } = "";

    /// <summary>Null unless <see cref="Kind"/> is Web or Mail.</summary>
    public HostName? Host { get; init; }

    /// <summary>Where the host stands in <see cref="Written"/>.</summary>
    public TextSpan HostSpan { get; init; }

    /// <summary>Where the part before the @ stands in <see cref="Written"/>.</summary>
    public TextSpan UserSpan { get; init; }

    /// <summary>As it is written in the address, before decoding.</summary>
    public string HostWritten { get; init; } = "";

    /// <summary>Null for the scheme's own.</summary>
    public int? Port { get; init; }

    /// <summary>From the first slash on, with query and fragment; for what is no web address, all after the scheme.</summary>
    public string Rest { get; init; } = "";

    /// <summary>Where <see cref="Rest"/> begins in <see cref="Written"/>.</summary>
    public int RestStart { get; init; }

    public AddressOddities Oddities { get; init; }

    public string Path => Rest[..PathEnd];

    /// <summary>Without the question mark; empty where there is none.</summary>
    public string Query => Rest.IndexOf('?') is var q and >= 0 && (Hash < 0 || q < Hash) ? Rest[(q + 1)..(Hash < 0 ? Rest.Length : Hash)] : "";

    /// <summary>Without the hash sign; empty where there is none.</summary>
    public string Fragment => Hash < 0 ? "" : Rest[(Hash + 1)..];

    private int Hash => Rest.IndexOf('#');

    private int PathEnd => Rest.IndexOfAny(['?', '#']) is var end and >= 0 ? end : Rest.Length;

    /// <summary>True for a page on that host or one below it.</summary>
    public bool IsAt(string domain) => Kind == AddressKind.Web && Host?.IsUnder(domain) == true;
}

/// <summary>A stretch of an address as it was given, in UTF-16 code units.</summary>
public readonly record struct TextSpan(int Start, int Length);
