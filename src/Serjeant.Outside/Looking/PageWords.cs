using Serjeant.Mail.Looking;

namespace Serjeant.Outside.Looking;

/// <summary>What a page says and asks for, its frames' words included. Everything in it is bounded where it is read.</summary>
internal sealed record PageWords(
    string Title, IReadOnlyList<string> Headings, IReadOnlyList<string> Pictures, string Text, IReadOnlyList<LookedField> Fields, IReadOnlyList<string> Frames, IReadOnlyList<string> Cuts)
{
    public static PageWords None { get; } = new("", [], [], "", [], [], []);
}
