using Serjeant.Moderation;
using Serjeant.Moderation.Model;

namespace Serjeant.Lab.Messages;

/// <summary>Everything that training and measuring read: messages in their parts, rules, the words with a part.</summary>
internal sealed record Material(RulesJudge Rules, Lexicon Lexicon, IReadOnlyList<Sample> Train, IReadOnlyList<Sample> Held)
{
    internal const int Seed = 20261125;
    private const int TestPercent = 15;
    private const int TunePercent = 10;

    /// <param name="data">Null to do with the contrast set alone.</param>
    internal static Material Read(string data, string contrast, IReadOnlyCollection<string> leaveOut)
    {
        var pairs = Contrast.Read(contrast);
        var sets = DataSets.Read(data, leaveOut);
        NearTwins.Split(sets, TestPercent, TunePercent);
        sets.AddRange(pairs);
        var train = sets.Where(s => s.Part == Part.Train).ToList();
        var lexicon = LexiconBuilder.Build(Path.Combine("training", "lexicon.txt"), Path.Combine("training", "topics.txt"), Path.Combine("rules", "lists"), train.Select(s => s.Text));
        var augment = new Augment(lexicon, Seed);
        train.AddRange(train.ToArray().SelectMany(s => s.Set is "dynahate" or "hatemoji-build" or Contrast.SinglesSet ? augment.More(s, 0.3, 0.15)
            : s.Set == Contrast.TemplatesSet ? augment.More(s, 0.2, 0) : []));
        return new Material(Shipped.Rules(), lexicon, train, [.. sets.Where(s => s.Part != Part.Train)]);
    }
}
