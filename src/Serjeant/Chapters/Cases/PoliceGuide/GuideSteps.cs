namespace Serjeant.Chapters.Cases.PoliceGuide;

/// <summary>What to do next, in the order to do it.</summary>
internal static class GuideSteps
{
    public static IReadOnlyList<string> Of(GuideRoute route, string? operation) => route switch
    {
        GuideRoute.Emergency999 =>
        [
            "Call 999. Say where the person in danger is.", Name(operation), "Tell the person who is threatened, and move together to a place that locks.",
            "Let a colleague keep the evidence. It can wait; you can't.",
        ],
        GuideRoute.ChildImage =>
        [
            "Stop. Do not copy, save, print, forward or upload it, here or anywhere.",
            "If a child may be in danger now, call 999.",
            "Otherwise report the address to the Internet Watch Foundation (report.iwf.org.uk) or call 101.",
            "Write down who saw it and when, without describing the picture. Close the page.",
        ],
        GuideRoute.Safeguarding =>
        [
            "If a life is at risk now, call 999.", "Follow the office's safeguarding steps and tell the person who leads on them.",
            "Give them Samaritans: 116 123, at any hour, free.",
        ],
        GuideRoute.Police101 =>
        [
            "Keep the evidence first: posts, profile page, dates.", "Use the script of this case to call 101, or paste it into your force's online form.",
            Name(operation), "Ask for a crime reference and the name of the officer, and log both here.",
        ],
        GuideRoute.PoliceOnline =>
        [
            "Keep the evidence first.", "Paste the text of this case into your force's online form, or call 101.", Name(operation),
            "Log the reference here, with a date to chase it.",
        ],
        GuideRoute.Election =>
        [
            "Tell the candidate's election agent today.", "Take legal advice: the test is strict and the time is short.",
            "Report it to the police with the exact words, where they appeared and when.", Name(operation),
        ],
        GuideRoute.Platform =>
        [
            "Keep the evidence first: it may vanish when the platform acts.", "Report it with the text of this case.",
            "Log the platform's reference and a date to chase it.", "If the platform refuses, escalate to Report Harmful Content.",
        ],
        GuideRoute.Solicitor => ["Keep a copy and the address.", "Speak to a solicitor before you answer in public."],
        _ => ["Leave it up, or apply your protocol.", "If it troubles you, keep a small note with a date to look again."],
    };

    private static string Name(string? operation) => operation is null
        ? "Say that an elected person or a candidate is the target."
        : $"Say “{operation}”: it is how forces mark crimes against people in politics.";
}
