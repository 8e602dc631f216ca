using Serjeant.Moderation.Model;

namespace Serjeant.Lab.Messages;

/// <summary>Where a message is used.</summary>
internal enum Part
{
    Train,
    /// <summary>Calibration: neither trained on nor reported.</summary>
    Tune,
    Test,
    /// <summary>Never trained or calibrated on, not even part of it.</summary>
    MeasureOnly,
}

/// <summary>A message with what is known of it.</summary>
/// <param name="Answers">For each head 1, 0, or NaN where the source doesn't say.</param>
/// <param name="Weights">How much each answer counts in training.</param>
internal sealed record Sample(string Text, string Set, string Kind, float[] Answers, float[] Weights)
{
    internal Part Part { get; set; }

    /// <summary>The contrast function (negation, counter-speech …) or empty.</summary>
    internal string Function { get; init; } = "";

    /// <summary>Contrast labels as written, or empty.</summary>
    internal string Labels { get; init; } = "";

    /// <summary>Contrast singles and templates carry the id by which they are split.</summary>
    internal string Id { get; init; } = "";

    /// <summary>A variant of another message or one filling of many: the words in it are no news.</summary>
    internal bool Copy { get; init; }

    internal bool Knows(Head head) => !float.IsNaN(Answers[(int)head]);

    internal bool Is(Head head) => Answers[(int)head] > 0.5f;
}

/// <summary>Builds the two rows of a sample from short notes: <c>Say(Head.Hate, 1)</c>.</summary>
internal sealed class Answers
{
    internal float[] Values { get; } = [.. Enumerable.Repeat(float.NaN, Heads.Count)];

    internal float[] Weights { get; } = new float[Heads.Count];

    internal Answers Say(Head head, bool yes, float weight = 1)
    {
        Values[(int)head] = yes ? 1 : 0;
        Weights[(int)head] = weight;
        return this;
    }

    internal Answers No(float weight, params ReadOnlySpan<Head> heads)
    {
        foreach (var head in heads) Say(head, false, weight);
        return this;
    }
}
