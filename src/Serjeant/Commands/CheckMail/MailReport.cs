using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Serjeant.Mail;
using Serjeant.Mail.Authentication;
using Serjeant.Mail.Scoring;

namespace Serjeant.Commands.CheckMail;

/// <summary>A verdict as a line of JSON or as plain words.</summary>
internal static class MailReport
{
    /// <param name="lookedUp">Whether to say what is known of who sent it.</param>
    internal static string Json(string file, MailVerdict verdict, bool lookedUp = false) => Write(json =>
    {
        json.WriteString("file"u8, file);
        WriteVerdict(json, verdict);
        if (lookedUp)
        {
            json.WriteStartArray("sender"u8);
            foreach (var note in verdict.Message.Authentication.Notes)
            {
                json.WriteStartObject();
                json.WriteString("method"u8, note.Method.ToString().ToLowerInvariant());
                json.WriteString("result"u8, note.Result == Proof.NotChecked ? "not-checked" : note.Result.ToString().ToLowerInvariant());
                json.WriteString("by"u8, note.By switch { KnownBy.TrustedServer => "trusted-server", KnownBy.LookUp => "look-up", _ => "nobody" });
                json.WriteString("says"u8, note.Words);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        if (verdict.Training) json.WriteBoolean("training"u8, true);
        WriteRest(json, verdict);
    });

    private static void WriteVerdict(Utf8JsonWriter json, MailVerdict verdict)
    {
        json.WriteString("verdict"u8, Name(verdict.Verdict));
        json.WriteNumber("score"u8, verdict.Score);
        json.WriteStartArray("findings"u8);
        foreach (var finding in verdict.Findings) WriteFinding(json, finding);
        json.WriteEndArray();
        json.WriteStartArray("steps"u8);
        foreach (var step in verdict.Steps) json.WriteStringValue(step);
        json.WriteEndArray();
    }

    // As deep as messages within messages are judged.
    private static void WriteRest(Utf8JsonWriter json, MailVerdict verdict)
    {
        if (verdict.Message.Cuts.Count > 0)
        {
            json.WriteStartArray("cuts"u8);
            foreach (var cut in verdict.Message.Cuts) json.WriteStringValue(cut);
            json.WriteEndArray();
        }
        if (verdict.Attached.Count == 0) return;
        json.WriteStartArray("attached"u8);
        foreach (var attached in verdict.Attached)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, attached.Name);
            if (attached.Verdict is { } judged)
            {
                json.WriteString("subject"u8, judged.Message.Subject);
                WriteVerdict(json, judged);
                WriteRest(json, judged);
            }
            else
            {
                json.WriteString("error"u8, "This attached message could not be read.");
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    internal static string JsonError(string file, string error) => Write(json =>
    {
        json.WriteString("file"u8, file);
        json.WriteString("error"u8, error);
    });

    internal static string Text(string file, MailVerdict verdict, bool lookedUp = false)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{file}: {Says(verdict.Verdict)} (score {verdict.Score})");
        Signs(text, verdict, "");
        Attached(text, verdict, "  ");
        foreach (var note in lookedUp ? verdict.Message.Authentication.Notes : []) text.Append("\n  = ").Append(note.Words);
        foreach (var step in verdict.Steps) text.Append("\n  → ").Append(step);
        foreach (var cut in verdict.Message.Cuts) text.Append("\n  ! ").Append(cut);
        return string.Join('\n', text.ToString().Split('\n').Select(PlainText.Of));
    }

    private static void Signs(StringBuilder text, MailVerdict verdict, string indent)
    {
        foreach (var finding in verdict.Findings.Where(f => f.Points > 0))
            text.Append(CultureInfo.InvariantCulture, $"\n{indent}  {finding.Points,3} {finding.RuleId}: {finding.Reason} [{string.Join("; ", finding.Evidence.Select(e => e.Quote))}]");
    }

    private static void Attached(StringBuilder text, MailVerdict verdict, string indent)
    {
        foreach (var attached in verdict.Attached)
        {
            // Its subject may hold what looks like a line of this report.
            text.Append(CultureInfo.InvariantCulture, $"\n{indent}+ attached, {attached.Title.ReplaceLineEndings(" ")}: {(attached.Verdict is { } known ? Says(known.Verdict) : "could not be read")}");
            if (attached.Verdict is not { } judged) continue;
            Signs(text, judged, indent + "  ");
            Attached(text, judged, indent + "  ");
        }
    }

    internal static string TextError(string file, string error) => PlainText.Of($"{file}: can't be checked: {error}");

    internal static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("rule"u8, finding.RuleId);
        json.WriteNumber("points"u8, finding.Points);
        json.WriteString("reason"u8, finding.Reason);
        json.WriteStartArray("evidence"u8);
        foreach (var evidence in finding.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("where"u8, evidence.Where.ToString().ToLowerInvariant());
            if (evidence.Field is { } field) json.WriteString("field"u8, field);
            json.WriteString("quote"u8, evidence.Quote);
            if (evidence is { Start: { } start, Length: { } length })
            {
                json.WriteNumber("start"u8, start);
                json.WriteNumber("length"u8, length);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static string Says(Verdict verdict) => verdict switch
    {
        Verdict.Red => "RED: very likely not genuine",
        Verdict.Amber => "AMBER: something does not fit",
        _ => "no warning signs found",
    };

    internal static string Name(Verdict verdict) => verdict switch { Verdict.Red => "red", Verdict.Amber => "amber", _ => "none" };

    internal static string Write(Action<Utf8JsonWriter> body)
    {
        var bytes = new ArrayBufferWriter<byte>(1_024);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            body(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
