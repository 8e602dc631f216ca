using System.Globalization;
using Serjeant.Mail.Looking;
using Serjeant.Mail.Scoring;

namespace Serjeant.Engines.Tests.Mail.Looking;

/// <summary>Pages that were opened, as the samples of rules write them: lines of what was seen and its words.</summary>
internal static class SeenPages
{
    internal static readonly LookJudge Judge = new(ShippedMail.Rules, Domains.Tables.Shipped);

    internal static MailVerdict Of(string sample) => Judge.Judge(Read(sample), ShippedMail.Office.OwnNames, ShippedMail.Office.Protected);

    internal static IReadOnlyList<string> Holding(string sample) => Judge.Holding(Read(sample), ShippedMail.Office.OwnNames, ShippedMail.Office.Protected);

    internal static LookedPage Read(string sample)
    {
        var lines = sample.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(": ", 2)).Select(p => (Name: p[0], Value: p[1].Trim())).ToArray();
        string? One(string name) => lines.Where(l => l.Name == name).Select(l => l.Value).FirstOrDefault();
        string[] All(string name) => [.. lines.Where(l => l.Name == name).Select(l => l.Value)];
        var final = One("Final");
        var frame = One("From-frame") ?? final ?? "";
        return new LookedPage
        {
            Asked = One("Address")!,
            Outcome = One("Outcome") switch { null => LookOutcome.Shown, "not-there" => LookOutcome.NotThere, "refused" => LookOutcome.Refused, "file" => LookOutcome.File, "private" => LookOutcome.Private, _ => LookOutcome.NoAnswer },
            Final = final,
            Title = One("Title") ?? "",
            Headings = All("Heading"),
            Pictures = All("Picture"),
            Text = string.Join('\n', All("Text")),
            Fields = [.. All("Field").Select(f => Field(f, frame))],
            Frames = All("Frame"),
            Download = One("Download"),
            Windows = int.Parse(One("Windows") ?? "0", CultureInfo.InvariantCulture),
            QrCodes = All("Qr"),
        };
    }

    // Type, name, what it fills in, hint, where it is sent.
    private static LookedField Field(string written, string frame)
    {
        var parts = written.Split(';').Select(p => p.Trim()).ToArray();
        string Part(int i) => i < parts.Length ? parts[i] : "";
        return new LookedField(Part(0) == "masked" ? "text" : Part(0), Part(1), Part(2), Part(3), Part(0) == "masked", frame, Part(4).Length > 0 ? Part(4) : null);
    }
}
