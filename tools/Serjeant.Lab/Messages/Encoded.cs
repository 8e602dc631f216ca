using Serjeant.Moderation;
using Serjeant.Moderation.Model;
using Serjeant.Text;

namespace Serjeant.Lab.Messages;

/// <summary>A sample as the two designs read it.</summary>
/// <param name="Words">Hashed features of words, then of letters.</param>
internal sealed record Encoded(Sample Sample, uint[] Words, uint[] Letters, ModelWord[] Tokens, string TokenLetters, IReadOnlyList<Finding> Rules)
{
    /// <summary>Reads samples with the rules and the lexicon on all cores; the order stays. A long message is its first part.</summary>
    internal static Encoded[] All(IReadOnlyList<Sample> samples, RulesJudge rules, Lexicon lexicon)
    {
        var encoded = new Encoded[samples.Count];
        Parallel.For(0, samples.Count, () => new ModelReader(lexicon), (i, _, reader) =>
        {
            var folded = Folder.Fold(samples[i].Text);
            var findings = rules.Judge(folded).Findings;
            reader.Load(folded);
            if (reader.Parts.Count == 0)
            {
                encoded[i] = new Encoded(samples[i], [], [], [], "", findings);
                return reader;
            }
            var part = reader.Parts[0];
            reader.ReadFeatures(part, findings);
            var words = reader.Passage.Words[part.From..part.To];
            encoded[i] = new Encoded(samples[i], [.. reader.Features.Words], [.. reader.Features.LetterRuns], [.. words],
                reader.Passage.LettersOf(part), findings);
            return reader;
        }, _ => { });
        return encoded;
    }
}
