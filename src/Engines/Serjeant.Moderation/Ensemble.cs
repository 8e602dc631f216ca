using System.Collections.Concurrent;
using Serjeant.Moderation.Model;
using Serjeant.Text;

namespace Serjeant.Moderation;

/// <summary>
/// The judge that ships: the reviewed rules and the trained model read the same message. The rules' sure findings (severity 3) are never outvoted; weaker
/// ones fall where the model sees that the words are negated, reported or rejected; what only the model sees is added with its own words.
/// </summary>
public sealed class Ensemble : IJudge
{
    // Below these the model takes a rule's finding back. Low on purpose: two voices disagree, and a person sees what is left.
    private const double TakenBackBelow = 0.03;
    private const double SureRule = 0.9;
    private const double SureRuleTakenBackBelow = 0.01;

    private readonly RulesJudge rules;
    private readonly MessageModel model;
    // As many as judge at once, not one for each thread that ever did: a reader keeps megabytes of words that it has read.
    private readonly ConcurrentStack<ModelReader> readers = [];

    public Ensemble(RulesJudge rules, MessageModel model)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(model);
        this.rules = rules;
        this.model = model;
    }

    public Verdict Judge(string text) => Judge(Folder.Fold(text));

    public Verdict Judge(FoldedText folded)
    {
        ArgumentNullException.ThrowIfNull(folded);
        var byRules = rules.Judge(folded);
        // The model knows English words only, and would guess: the scores are those of what the rules found.
        if (byRules.Language is not null) return byRules with { Scores = ScoresOf(byRules.Findings) };
        var found = byRules.Findings;
        if (!readers.TryPop(out var reader)) reader = new ModelReader(model.Lexicon);
        reader.Load(folded);
        Span<double> scores = stackalloc double[Heads.Count];
        model.Score(reader, found, scores);
        var findings = Keep(found, scores);
        ModelFindings.Add(model, reader, found, scores, findings);
        readers.Push(reader);
        return Verdict(findings, scores);
    }

    private static Scores ScoresOf(IReadOnlyList<Finding> findings)
    {
        double Surest(params ReadOnlySpan<Head> heads)
        {
            var most = 0.0;
            foreach (var finding in findings)
                if (Scoring.IsAbuse(finding) || finding.Category is Category.Spam or Category.Advertising)
                    foreach (var head in heads)
                        if (HeadOf(finding.Category) == head) most = Math.Max(most, finding.Confidence);
            return Math.Round(most, 4);
        }
        return new Scores(Surest(Head.Hate), Surest(Head.Threat), Surest(Head.Harassment, Head.Sexual, Head.Leak),
            Surest(Head.Hate, Head.Threat, Head.Harassment, Head.Sexual), Surest(Head.Spam));
    }

    private static List<Finding> Keep(IReadOnlyList<Finding> found, Span<double> scores)
    {
        var kept = new List<Finding>(found.Count + 2);
        foreach (var finding in found)
        {
            if (finding.Severity >= 3 && Scoring.MayBeAbuse(finding.Category))
            {
                kept.Add(finding);
                // A sure rule raises the score that it belongs to, so that score and finding say the same.
                ref var score = ref scores[(int)HeadOf(finding.Category)];
                score = Math.Max(score, finding.Confidence);
                continue;
            }
            if (HoldsAgainst(finding, scores)) kept.Add(finding);
        }
        return kept;
    }

    private static bool HoldsAgainst(Finding finding, ReadOnlySpan<double> scores)
    {
        // Hate is found exactly when the calibrated score says so.
        if (finding.Category.IsHate()) return scores[(int)Head.Hate] >= Scoring.ActFrom;
        if (finding.Category is Category.Spam or Category.Advertising) return scores[(int)Head.Spam] >= TakenBackBelow;
        if (!Scoring.IsAbuse(finding)) return true;
        var score = Math.Max(scores[(int)HeadOf(finding.Category)], scores[(int)Head.Abuse]);
        return score >= (finding.Confidence >= SureRule ? SureRuleTakenBackBelow : TakenBackBelow);
    }

    internal static Head HeadOf(Category category) => category switch
    {
        Category.Threat or Category.Incitement => Head.Threat,
        Category.Leak => Head.Leak,
        Category.Sexual => Head.Sexual,
        Category.Fixation => Head.Fixation,
        Category.Dehumanising => Head.Dehumanising,
        Category.Spam or Category.Advertising => Head.Spam,
        _ => category.IsHate() ? Head.Hate : Head.Harassment,
    };

    private static Verdict Verdict(List<Finding> findings, ReadOnlySpan<double> scores)
    {
        findings.Sort(Finding.WorstFirst);
        var byFindings = Scoring.Verdict(findings).Score;
        var score = Math.Round(Math.Min(0.995, Math.Max(byFindings, scores[(int)Head.Abuse])), 4);
        return new Verdict(score >= Scoring.ActFrom, score, findings,
            new Scores(Shown(scores, Head.Hate), Shown(scores, Head.Threat), Shown(scores, Head.Harassment), Shown(scores, Head.Incivility), Shown(scores, Head.Spam)));
    }

    private static double Shown(ReadOnlySpan<double> scores, Head head) => Math.Round(scores[(int)head], 4);
}
