using System.Globalization;

namespace Serjeant.Ledger;

/// <summary>The state of one pass over an export.</summary>
internal sealed class LedgerCheck
{
    // Enough to see what happened; an export that is rubbish throughout need not be listed line by line.
    private const int MaxProblems = 50;

    private readonly List<string> problems = [];
    private readonly List<string> good = [];
    private readonly LedgerVerifyOptions options;
    private readonly WitnessCheck witnesses;
    private Frontier frontier = Frontier.Empty;
    private CheckpointVerifier? verifier;
    private string? office;
    private long line, expected, covered, checkpoints, problemCount;
    private bool ended, historyBroken;

    public LedgerCheck(LedgerVerifyOptions options)
    {
        this.options = options;
        witnesses = new WitnessCheck(options.Witnesses ?? [], Problem);
        witnesses.Reached(frontier);
    }

    public void Problem(string text)
    {
        if (++problemCount <= MaxProblems)
            problems.Add(text);
    }

    public void Line(ReadOnlyMemory<byte> bytes)
    {
        line++;
        try
        {
            Take(LedgerExportLine.Parse(bytes));
        }
        catch (FormatException e)
        {
            Problem(Invariant($"Line {line} can't be read: {e.Message}"));
        }
    }

    public LedgerReport Finish()
    {
        if (!ended)
            Problem("The file has no end line: it was cut short.");
        if (verifier is null)
            Problem("The file names no key, so its checkpoints can't be checked.");
        if (covered < frontier.Size)
            Problem(Invariant($"No good signed checkpoint vouches for {Range(covered, frontier.Size - 1)}."));
        else if (covered > 0)
            good.Add(Invariant($"{Entries(covered)} are as they were when they were signed ({checkpoints} signed checkpoints)."));
        if (frontier.Size == 0)
            Problem("The ledger holds no entries. A working ledger always holds some.");
        good.AddRange(witnesses.Finish(frontier));
        if (problemCount > MaxProblems)
            problems.Add(Invariant($"There are {problemCount - MaxProblems} more problems."));
        return new LedgerReport(
            office, verifier?.ToString(), frontier.Size, Convert.ToHexStringLower(frontier.Root()), covered, good, problems, Notes());
    }

    private void Take(LedgerExportLine next)
    {
        if (ended)
            throw new FormatException("it comes after the end line.");
        if (line == 1 != (next.Kind == LineKind.Header))
            throw new FormatException("the header must be the first line, and only that.");
        switch (next.Kind)
        {
            case LineKind.Header when next.Number != LedgerExportLine.Version:
                throw new FormatException("the file was written by a later version of the program.");
            case LineKind.Header:
                office = next.Text;
                break;
            case LineKind.Key:
                TakeKey(next.Text);
                break;
            case LineKind.Leaf:
                TakeLeaf(next.LeafBytes());
                break;
            case LineKind.Checkpoint:
                TakeCheckpoint(next.Text);
                break;
            case LineKind.End:
                ended = true;
                if (next.Number != frontier.Size)
                    Problem(Invariant($"The end line speaks of {Entries(next.Number)}, but the file holds {frontier.Size}."));
                break;
        }
    }

    private void TakeKey(string text)
    {
        if (verifier is not null)
            throw new FormatException("there is a second key.");
        verifier = CheckpointVerifier.Parse(text);
        if (options.Key is { } pinned && !pinned.IsSameKey(verifier))
        {
            Problem(Invariant($"The file's key is {verifier.Name}+{verifier.KeyId:x8}, not the one you trust. ")
                + "It may be another ledger put in this one's place.");
            verifier = pinned;
        }
        else if (options.Key is not null)
            good.Add("The file's key is the one you trust.");
        witnesses.Use(verifier);
    }

    private void TakeLeaf(byte[] bytes)
    {
        // The tree takes the bytes whatever they say: whether they are the signed ones is for the checkpoint to tell.
        frontier = frontier.Append(MerkleHash.Leaf(bytes));
        var place = expected++;
        var leaf = LedgerLeaf.Parse(bytes);
        if (leaf.Office != office)
            Problem(Invariant($"Line {line}: entry {leaf.Index} is of another office."));
        if (leaf.Index > place)
            Problem(Invariant($"{Range(place, leaf.Index - 1)} missing before line {line}."));
        else if (leaf.Index < place)
            Problem(Invariant($"Line {line}: entry {leaf.Index} stands where entry {place} should."));
        expected = leaf.Index + 1;
        witnesses.Reached(frontier);
    }

    private void TakeCheckpoint(string note)
    {
        var checkpoint = (verifier ?? throw new FormatException("a checkpoint comes before the key.")).Open(note);
        if (checkpoint.Size != frontier.Size)
        {
            Problem(Invariant($"Line {line}: a signed checkpoint counts {Entries(checkpoint.Size)}, but {frontier.Size} stand ")
                + (checkpoint.Size > frontier.Size ? "before it: entries were taken out." : "before it."));
            return;
        }
        if (checkpoint.Root.AsSpan().SequenceEqual(frontier.Root()))
        {
            (covered, checkpoints) = (checkpoint.Size, checkpoints + 1);
            return;
        }
        // Every later root differs too; saying so once is enough.
        if (!historyBroken)
            Problem(Invariant($"{Range(covered, checkpoint.Size - 1)}: something was changed, put in or moved since they were signed."));
        historyBroken = true;
    }

    private List<string> Notes()
    {
        var notes = new List<string>();
        if (options.Key is null)
            notes.Add("No key was given (--key), so this can't tell whether the file was signed by the office's own key.");
        if (options.Witnesses is not { Count: > 0 })
            notes.Add("No witness was given (--witness), so this can't tell whether an older or a different ledger was put in this one's place.");
        notes.Add("A ledger shows that entries were not changed after they were signed. It can't show that the program wrote the truth.");
        return notes;
    }

    private static string Range(long from, long to) =>
        from == to ? Invariant($"Entry {from}") : Invariant($"Entries {from} to {to}");

    private static string Entries(long count) => count == 1 ? "1 entry" : Invariant($"{count} entries");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
