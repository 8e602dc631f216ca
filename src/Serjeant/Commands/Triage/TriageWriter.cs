using System.Buffers;
using System.Text.Json;
using Serjeant.Moderation;

namespace Serjeant.Commands.Triage;

/// <summary>Writes one JSON object a line.</summary>
internal sealed class TriageWriter(ArrayBufferWriter<byte> output) : IDisposable
{
    private readonly Utf8JsonWriter json = new(output, new JsonWriterOptions { SkipValidation = true });

    internal void Write(TriageLine line, Verdict verdict)
    {
        json.WriteStartObject();
        WriteId(line);
        json.WriteString("label"u8, verdict.Abuse ? "abuse"u8 : "ok"u8);
        json.WriteNumber("score"u8, verdict.Score);
        if (verdict.Scores is { } scores)
        {
            json.WriteStartObject("scores"u8);
            json.WriteNumber("hate"u8, scores.Hate);
            json.WriteNumber("threat"u8, scores.Threat);
            json.WriteNumber("harassment"u8, scores.Harassment);
            json.WriteNumber("incivility"u8, scores.Incivility);
            json.WriteNumber("spam"u8, scores.Spam);
            json.WriteEndObject();
        }
        if (verdict.Language is { } language) json.WriteString("language"u8, language);
        json.WriteStartArray("findings"u8);
        foreach (var finding in verdict.Findings)
        {
            json.WriteStartObject();
            json.WriteString("rule"u8, finding.Rule);
            json.WriteString("category"u8, finding.Category.Id());
            json.WriteNumber("severity"u8, finding.Severity);
            json.WriteNumber("confidence"u8, finding.Confidence);
            json.WriteString("reason"u8, finding.Reason);
            json.WriteNumber("start"u8, finding.Start);
            json.WriteNumber("length"u8, finding.Length);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        EndLine();
    }

    internal void WriteError(TriageLine line)
    {
        json.WriteStartObject();
        json.WriteNumber("line"u8, line.Line);
        WriteId(line);
        json.WriteString("error"u8, line.Error);
        EndLine();
    }

    public void Dispose() => json.Dispose();

    private void WriteId(TriageLine line)
    {
        json.WritePropertyName("id"u8);
        if (line.Id.IsEmpty) json.WriteNullValue();
        else json.WriteRawValue(line.Id.Span, skipInputValidation: true);
    }

    private void EndLine()
    {
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        output.Write("\n"u8);
    }
}
