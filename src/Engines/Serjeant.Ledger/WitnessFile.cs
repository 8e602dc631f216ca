using System.Text;

namespace Serjeant.Ledger;

/// <summary>
/// Reads the signed checkpoints that somebody kept: either notes one after another in a text file, or an earlier export,
/// whose own checkpoints are as good.
/// </summary>
public static class WitnessFile
{
    private const int MaxCheckpoints = 100_000;

    /// <returns>The notes, as <see cref="LedgerVerifyOptions.Witnesses"/> wants them. No signature is checked here.</returns>
    /// <exception cref="FormatException">The file holds no checkpoint, too many, or something that is none.</exception>
    public static async Task<IReadOnlyList<string>> ReadAsync(Stream file, CancellationToken cancellation)
    {
        var notes = new List<string>();
        var text = new StringBuilder();
        var signed = false;
        await foreach (var bytes in BoundedLines.ReadAsync(file, LedgerExportLine.MaxBytes, cancellation))
        {
            if (bytes.Span.StartsWith("{"u8))
            {
                if (LedgerExportLine.Parse(bytes) is { Kind: LineKind.Checkpoint } checkpoint)
                    Keep(checkpoint.Text);
                continue;
            }
            var line = Encoding.UTF8.GetString(bytes.Span).TrimEnd('\r');
            var isSignature = line.StartsWith(SignedNote.Dash, StringComparison.Ordinal);
            if (signed && !isSignature)
                End();
            if (text.Length == 0 && line.Length == 0)
                continue;
            signed |= isSignature;
            text.Append(line).Append('\n');
            if (text.Length > SignedNote.MaxLength)
                throw new FormatException("The witness file holds a note that is too long.");
        }
        if (text.Length > 0)
            End();
        return notes.Count > 0 ? notes : throw new FormatException("The witness file holds no signed checkpoint.");

        void End()
        {
            Keep(text.ToString());
            text.Clear();
            signed = false;
        }

        void Keep(string note)
        {
            if (notes.Count == MaxCheckpoints)
                throw new FormatException($"The witness file holds more than {MaxCheckpoints} checkpoints.");
            _ = Checkpoint.Parse(SignedNote.Parse(note).Text);
            notes.Add(note);
        }
    }
}
