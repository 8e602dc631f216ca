using System.Security.Cryptography;

namespace Serjeant.Evidence;

/// <summary>What a WACZ says of itself.</summary>
/// <param name="Title">For people; hostile text is fine.</param>
/// <param name="Description">Null when there is nothing to say.</param>
/// <param name="Created">When it was made, UTC; kept to the second.</param>
/// <param name="Software">Starts with <c>Serjeant</c>, so that a check knows the spelling to expect, such as <c>Serjeant 0.1.0</c>.</param>
/// <param name="Key">ECDSA over P-384 to sign with; null for a WACZ that is not signed. The caller keeps and disposes it.</param>
public sealed record WaczInfo(string Title, string? Description, DateTimeOffset Created, string Software, ECDsa? Key);

/// <summary>A page that replay offers to open. Its address must be one of the records'.</summary>
/// <param name="Id">Unlike any other page's.</param>
/// <param name="At">When the page was fetched: the time of its response.</param>
/// <param name="Text">What was to be read on it, for ReplayWeb.page's search; null for none. Cut at <see cref="MaxText"/>.</param>
public sealed record WaczPage(Guid Id, string Address, DateTimeOffset At, string? Title, string? Text)
{
    /// <summary>The longest text of a page, in UTF-16 code units.</summary>
    public const int MaxText = 2 * 1024 * 1024;
}

/// <summary>What was written.</summary>
/// <param name="Package">The bytes of <c>datapackage.json</c>, which a time-stamp may be over: its hash stands for all that is in the WACZ.</param>
/// <param name="PackageSha256">Their SHA-256, lower-case hexadecimal; what the signature is over.</param>
public sealed record WaczReceipt(byte[] Package, string PackageSha256);
