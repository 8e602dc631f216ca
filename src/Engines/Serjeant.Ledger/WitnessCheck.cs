using System.Globalization;

namespace Serjeant.Ledger;

/// <summary>
/// Compares a ledger, as it is read, with checkpoints that were seen earlier. The same size must have the same root: if it
/// has not, there are two histories; if the ledger never gets that far, its tail is gone or an old backup is in its place.
/// </summary>
internal sealed class WitnessCheck(IReadOnlyList<string> notes, Action<string> problem)
{
    private readonly Dictionary<long, byte[]> rootsAt = notes
        .Select(SizeOf).OfType<long>().Distinct().ToDictionary(size => size, _ => Array.Empty<byte>());

    private CheckpointVerifier? verifier;

    public void Use(CheckpointVerifier key) => verifier = key;

    public void Reached(Frontier frontier)
    {
        if (rootsAt.ContainsKey(frontier.Size))
            rootsAt[frontier.Size] = frontier.Root();
    }

    /// <returns>What agrees, in plain English.</returns>
    public IEnumerable<string> Finish(Frontier end)
    {
        var agreed = 0;
        foreach (var note in notes)
        {
            if (Compare(note, end.Size) is { } text)
                problem(text);
            else
                agreed++;
        }
        return agreed == 0 ? [] : [Invariant($"It agrees with {agreed} of the {notes.Count} checkpoints that the witness kept.")];
    }

    private string? Compare(string note, long end)
    {
        if (verifier is null)
            return "A checkpoint that the witness kept can't be checked: the file names no key.";
        Checkpoint seen;
        try
        {
            seen = verifier.Open(note);
        }
        catch (FormatException e)
        {
            return "The witness kept a checkpoint that this ledger's key did not sign, so this may be another ledger: " + e.Message;
        }
        if (seen.Size > end)
            return Invariant($"The witness saw {seen.Size} entries, but the file holds {end}: the tail was cut, or an old backup was put back.");
        return rootsAt.TryGetValue(seen.Size, out var root) && seen.Root.AsSpan().SequenceEqual(root)
            ? null
            : Invariant($"The first {seen.Size} entries are not those that the witness saw: there are two histories.");
    }

    private static long? SizeOf(string note)
    {
        try
        {
            return Checkpoint.Parse(SignedNote.Parse(note).Text).Size;
        }
        catch (FormatException)
        {
            return null; // Said in Compare, with the reason.
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
