using System.Globalization;
using System.Text;
using Serjeant.Commands.CheckMail;
using Serjeant.Mail.Links;

namespace Serjeant.Commands.CheckLink;

/// <summary>The verdict on a link as a line of JSON or as plain words.</summary>
internal static class LinkReport
{
    internal static string Json(string link, LinkVerdict verdict) => MailReport.Write(json =>
    {
        json.WriteString("link"u8, link);
        json.WriteString("verdict"u8, MailReport.Name(verdict.Verdict));
        json.WriteNumber("score"u8, verdict.Score);
        json.WriteStartArray("findings"u8);
        foreach (var finding in verdict.Findings) MailReport.WriteFinding(json, finding);
        json.WriteEndArray();
        json.WriteStartArray("steps"u8);
        foreach (var step in verdict.Steps) json.WriteStringValue(step);
        json.WriteEndArray();
        json.WriteStartObject("leads"u8);
        json.WriteString("address"u8, verdict.Target.ToString());
        json.WriteString("site"u8, verdict.Target.Site);
        if (verdict.Target.ReadsAs is { } readsAs) json.WriteString("reads_as"u8, readsAs);
        json.WriteEndObject();
        if (verdict.Link.Hops.Count == 1) return;
        json.WriteStartArray("by"u8);
        foreach (var hop in verdict.Link.Hops.Skip(1)) json.WriteStringValue(hop.By);
        json.WriteEndArray();
    });

    internal static string JsonError(string link, string error) => MailReport.Write(json =>
    {
        json.WriteString("link"u8, link);
        json.WriteString("error"u8, error);
    });

    internal static string Text(string link, LinkVerdict verdict)
    {
        var text = new StringBuilder(Line(link));
        text.Append(CultureInfo.InvariantCulture, $": {MailReport.Says(verdict.Verdict)} (score {verdict.Score})");
        text.Append(CultureInfo.InvariantCulture, $"\n  leads to {verdict.Target.Before}[{verdict.Target.Site}]{verdict.Target.After}{(verdict.Target.ReadsAs is { } readsAs ? $" (reads as {readsAs})" : "")}");
        foreach (var finding in verdict.Findings)
            text.Append(CultureInfo.InvariantCulture, $"\n  {finding.Points,3} {finding.RuleId}: {finding.Reason} [{string.Join("; ", finding.Evidence.Select(e => Line(e.Quote)))}]");
        foreach (var step in verdict.Steps) text.Append("\n  → ").Append(step);
        return string.Join('\n', text.ToString().Split('\n').Select(PlainText.Of));
    }

    internal static string TextError(string link, string error) => PlainText.Of($"{Line(link)}: can't be checked: {error}");

    private static string Line(string text) => text.ReplaceLineEndings(" ") is { Length: > 300 } far ? far[..300] + "…" : text.ReplaceLineEndings(" ");
}
