namespace Serjeant.Moderation.Model;

/// <summary>Says in words what the model's scores say in numbers: which words, why, and whether a person should look because it isn't sure.</summary>
public static class ModelFindings
{
    private const string Prefix = "model.";
    // From a half to here the model is in doubt, and says so.
    private const double SureFrom = 0.7;
    // Hate's line is put for as many hateful as fair messages: to act on it takes more.
    private const double SureHateFrom = 0.8;
    // A possible threat or leak is shown from here, for a person to look at; it isn't called abuse below the line. Low: of civil posts 2 in 1,000 are shown for it,
    // and of threats that are written to be hard a fifth more.
    private const double LookFrom = 0.25;
    private const int LongestSpan = 12;

    internal static void Add(MessageModel model, ModelReader reader, IReadOnlyList<Finding> rules, ReadOnlySpan<double> scores, List<Finding> findings)
    {
        if (reader.Parts.Count == 0) return;
        Consider(Head.Hate, f => f.IsHate(), rules, model, reader, scores, findings);
        Consider(Head.Threat, f => f is Category.Threat or Category.Incitement, rules, model, reader, scores, findings);
        // A number under an advertisement is the sender's own, and so is the address of who speaks of nobody else.
        if (scores[(int)Head.Spam] < Scoring.ActFrom && !rules.Any(f => f.Category is Category.Advertising or Category.Spam) && !SpeaksOfSelfAlone(reader.Passage)) Consider(Head.Leak, f => f is Category.Leak, rules, model, reader, scores, findings);
        Consider(Head.Sexual, f => f is Category.Sexual, rules, model, reader, scores, findings);
        Consider(Head.Fixation, f => f is Category.Fixation or Category.Threat or Category.Leak, rules, model, reader, scores, findings);
        Consider(Head.Dehumanising, f => f is Category.Dehumanising, rules, model, reader, scores, findings);
        Consider(Head.Harassment, Personal, rules, model, reader, scores, findings);
        Consider(Head.Spam, f => f is Category.Spam or Category.Advertising, rules, model, reader, scores, findings);
        if (scores[(int)Head.Abuse] >= Scoring.ActFrom) Explain(model, reader, rules, scores[(int)Head.Abuse], findings);
    }

    // The whole reads as abuse though no kind of it is sure: a verdict must not stand without a reason, so the likeliest doubt speaks for it.
    private static void Explain(MessageModel model, ModelReader reader, IReadOnlyList<Finding> rules, double score, List<Finding> findings)
    {
        if (findings.Exists(f => Scoring.IsAbuse(f) && f.Confidence >= Scoring.ActFrom)) return;
        var doubt = findings.FindIndex(f => Scoring.MayBeAbuse(f.Category) && f.Rule.StartsWith(Prefix, StringComparison.Ordinal));
        if (doubt >= 0)
        {
            findings[doubt] = findings[doubt] with { Severity = 1, Confidence = Math.Round(Math.Max(findings[doubt].Confidence, score), 4) };
            return;
        }
        var (start, end, _) = Telling(model, reader, rules, Head.Abuse);
        findings.Add(new Finding(Prefix + "abuse", Category.Insult, 1, Math.Round(score, 4), Reason(Head.Abuse, Category.Insult, sure: false), start, end - start));
    }

    /// <summary>True where the model is in doubt and only asks a person to look: it is shown, and doesn't count against the writer.</summary>
    public static bool IsOnlyALook(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return (finding.Severity == 0 || finding.Confidence < Scoring.ActFrom) && finding.Rule.StartsWith(Prefix, StringComparison.Ordinal);
    }

    private static bool SpeaksOfSelfAlone(Passage passage) =>
        passage.Words.Exists(w => w.Kind is WordKind.I or WordKind.We) && !passage.Words.Exists(w => w.Kind is WordKind.You or WordKind.They or WordKind.Office);

    private static bool Personal(Category category) =>
        category is Category.Insult or Category.Sexual or Category.Fixation or Category.Dehumanising or Category.Leak or Category.Threat or Category.Incitement || category.IsHate();

    private static void Consider(Head head, Func<Category, bool> alreadySaid, IReadOnlyList<Finding> rules, MessageModel model, ModelReader reader,
        ReadOnlySpan<double> scores, List<Finding> findings)
    {
        var score = scores[(int)head];
        // One word alone is too little to ask anybody to look at.
        if (score < (head is Head.Threat or Head.Leak && reader.Passage.Words.Count > 1 ? LookFrom : Scoring.ActFrom)) return;
        foreach (var finding in findings)
            if (finding.Severity >= 1 && alreadySaid(finding.Category)) return;
        var (start, end, group) = Telling(model, reader, rules, head);
        var category = head switch
        {
            Head.Hate => group == 0 ? Category.HateOther : group,
            Head.Threat => Category.Threat,
            Head.Leak => Category.Leak,
            Head.Sexual => Category.Sexual,
            Head.Fixation => Category.Fixation,
            Head.Dehumanising => Category.Dehumanising,
            Head.Spam => Category.Spam,
            _ => Category.Insult,
        };
        var sure = score >= (head == Head.Hate ? SureHateFrom : SureFrom);
        findings.Add(new Finding(Prefix + head.ToString().ToLowerInvariant(), category, SeverityOf(head, sure), Math.Round(score, 4), Reason(head, category, sure), start, end - start));
    }

    private static int SeverityOf(Head head, bool sure) => head switch
    {
        Head.Spam => 0,
        // In doubt these are shown and ask for a look, but don't call the message abuse: a letter may sound attached.
        Head.Hate or Head.Fixation => sure ? 2 : 0,
        Head.Threat or Head.Leak => sure ? 2 : 1,
        _ => 1,
    };

    private static string Reason(Head head, Category category, bool sure)
    {
        var what = head switch
        {
            Head.Hate => $"The marked words, as they are put together here, read as an attack on people for {Ground(category)}.",
            Head.Threat => "The marked words, as they are put together here, read as a threat or as a wish that somebody is hurt.",
            Head.Leak => "The marked words read as somebody's personal details being made public, or as a promise to do so.",
            Head.Fixation => "The marked words read as those of somebody who is fixed on a person: who watches, waits, counts, or claims a bond.",
            Head.Dehumanising => "The marked words, as they are put together here, speak of people as animals, pests, disease or things.",
            Head.Sexual => "The marked words read as sexual remarks about a person.",
            Head.Abuse => "The marked words, as they are put together here, read as something that house rules would act on.",
            Head.Spam => "The message reads as spam: it is about getting clicks or money, and about nothing that was posted.",
            _ => "The marked words read as an attack on the person, beyond criticism of what was done.",
        };
        return sure ? what : $"{what} It isn't certain: a person should look.";
    }

    private static string Ground(Category category) => category switch
    {
        Category.HateRace => "their race or nationality",
        Category.HateReligion => "their religion",
        Category.HateSex => "their sex",
        Category.HateOrientation => "whom they love",
        Category.HateGenderIdentity => "their gender identity",
        Category.HateDisability => "a disability",
        Category.HateAge => "their age",
        _ => "the group they belong to",
    };

    // The words with the most to say for it: the stretch of at most a dozen whose shares add up to the most.
    private static (int Start, int End, Category Group) Telling(MessageModel model, ModelReader reader, IReadOnlyList<Finding> rules, Head head)
    {
        var part = model.WorstPart(reader, rules, head);
        var count = part.To - part.From;
        Span<float> shares = stackalloc float[Passage.LongestPart];
        shares = shares[..count];
        var features = reader.ReadTraced(part, rules);
        model.Linear.Explain(features, head, part.From, shares);
        var (best, from, to) = (float.NegativeInfinity, 0, 1);
        for (var i = 0; i < count; i++)
        {
            var sum = 0f;
            for (var k = i; k < Math.Min(count, i + LongestSpan); k++)
            {
                sum += shares[k];
                if (sum <= best) continue;
                (best, from, to) = (sum, i, k + 1);
            }
        }
        var words = reader.Passage.Words;
        return (words[part.From + from].Start, words[part.From + to - 1].End, head == Head.Hate ? GroupNear(words, part, part.From + from, part.From + to) : 0);
    }

    // The group named within the telling words, or else nearest to them: slurs before neutral names.
    private static Category GroupNear(List<ModelWord> words, (int From, int To) part, int from, int to)
    {
        var (best, group) = (int.MaxValue, (Category)0);
        for (var i = part.From; i < part.To; i++)
        {
            if (!words[i].IsTarget || words[i].Group == 0) continue;
            var away = i < from ? from - i : i >= to ? i - to + 1 : 0;
            var cost = away * 2 + (words[i].Kind == WordKind.Slur ? 0 : 1) + (words[i].Group == Category.HateSex ? 2 : 0);
            if (cost < best) (best, group) = (cost, words[i].Group);
        }
        return group;
    }
}
