using System.Globalization;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases;

/// <summary>Every address of the chapter.</summary>
public static class CasesLinks
{
    /// <summary>The most messages that an address can carry; more go by the batch of a decision.</summary>
    public const int MostInAddress = 100;

    public static string List(string? show = null) => show is null ? "/cases" : "/cases?show=" + Uri.EscapeDataString(show);

    public static string New() => "/cases/new";

    /// <summary>A case from messages that a person chose; at most <see cref="MostInAddress"/>.</summary>
    public static string New(IEnumerable<long> messageIds) =>
        "/cases/new?messages=" + string.Join(',', messageIds.Take(MostInAddress).Select(Text));

    /// <summary>A case from the messages of one press of "make a case" (<see cref="Decision.BatchId"/>), however many.</summary>
    public static string New(Guid batch) => $"/cases/new?batch={batch:D}";

    public static string Case(int number) => Invariant($"/cases/{number}");
    public static string Edit(int number) => Invariant($"/cases/{number}/edit");
    public static string Guide(int number) => Invariant($"/cases/{number}/guide");
    public static string Texts(int number, string kind) => Invariant($"/cases/{number}/texts/{kind}");
    public static string TextsForPaper(int number, string kind) => Texts(number, kind) + "?paper=yes";
    public static string NewReport(int number, ReportTo? to = null) =>
        Invariant($"/cases/{number}/reports/new") + (to is null ? "" : $"?to={to}");

    public static string Report(int number, long id) => Invariant($"/cases/{number}/reports/{id}");
    public static string Upload(int number) => Invariant($"/cases/{number}/exhibits/upload");
    public static string CapturePage(int number) => Invariant($"/cases/{number}/exhibits/capture");
    public static string Captures(int number) => Invariant($"/cases/{number}/captures");
    /// <summary>Pages that are being kept and belong to no case yet.</summary>
    public static string LooseCaptures() => "/cases/captures";
    public static string Exhibit(long id) => Invariant($"/cases/exhibits/{id}");
    public static string Redact(long id, long file) => Invariant($"/cases/exhibits/{id}/redact/{file}");
    public static string Destroy(long id) => Invariant($"/cases/exhibits/{id}/destroy");
    public static string Copy(long id, int number) => Invariant($"/cases/exhibits/{id}/copies/{number}");
    public static string Pack(int number) => Invariant($"/cases/{number}/pack");

    /// <summary>A case that a loose exhibit goes into.</summary>
    public static string NewWith(long exhibit) => Invariant($"/cases/new?exhibit={exhibit}");

    /// <summary>What was shared from a phone, and what is kept for later.</summary>
    public static string Share() => "/share";
    public static string TakeShare() => "/share/take";

    /// <summary>Where phones send what people share; the manifest and the service worker name it too.</summary>
    public static string ReceiveShare() => "/share/receive";
    public static string Watched() => "/cases/watching";

    public static string Name(int number) => Invariant($"C-{number}");

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
