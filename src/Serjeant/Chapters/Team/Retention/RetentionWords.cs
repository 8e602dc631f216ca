using Serjeant.Data;

namespace Serjeant.Chapters.Team.Retention;

/// <summary>What each retention outcome is called, and how many days it is kept unless the office says otherwise.</summary>
public static class RetentionWords
{
    public const int ShortestDays = 1;

    /// <summary>Ten years. Longer than that, a legal hold says why.</summary>
    public const int LongestDays = 3650;

    public static IReadOnlyList<(RetentionOutcome Outcome, string Title, string Hint, int Days)> All { get; } =
    [
        (RetentionOutcome.Noise, "Ordinary messages and noise", "Left, answered, or handed to casework. Counted from the decision", 90),
        (RetentionOutcome.Undecided, "Nobody decided", "Still waiting, and files in no case. Counted from when it came in", 180),
        (RetentionOutcome.ActedOn, "Abuse that was acted on", "Hidden, deleted, blocked, muted or reported, and in no case. Counted from the decision", 365),
        (RetentionOutcome.OpenRisk, "In an open case", "Three years from the last thing that happened in it", 1095),
        (RetentionOutcome.ClosedCase, "In a closed case", "Counted from the closing", 1095),
        (RetentionOutcome.Checked, "Checked messages", "Messages that somebody asked about under Checks, and the steps that followed. Counted from the asking", 90),
    ];

    public static string TitleOf(RetentionOutcome outcome) => All.First(a => a.Outcome == outcome).Title;
}
