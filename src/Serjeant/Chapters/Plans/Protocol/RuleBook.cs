using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Plans.Protocol;

/// <summary>One rule that is in force and switched on.</summary>
public sealed record RuleInForce(long Id, int Number, string Title, string Text, IReadOnlySet<Category> Categories, FlagLevel Level)
{
    /// <summary>As people cite it: "4. No advertising".</summary>
    public string Cited => FormattableString.Invariant($"{Number}. {Title}");

    /// <summary>False where nobody breaks it: "see 10. Help from the office" beside "breaks 4. No advertising".</summary>
    public bool CanBeBroken => !Categories.All(c => c is Category.Casework or Category.Question or Category.Support or Category.Welfare);

    public string Verb => CanBeBroken ? "Breaks" : "See";
    public string Told => $"{Verb} {Cited}";
    public long CategoryBits { get; } = Data.CategoryBits.Of(Categories);
}

/// <summary>The office's own rules as they are now, and which of them a finding breaks.</summary>
public sealed record RuleBook(long? ProtocolId, int Version, IReadOnlyList<RuleInForce> Rules)
{
    public static RuleBook Empty { get; } = new(null, 0, []);

    public static async Task<RuleBook> LoadAsync(SerjeantDb db, CancellationToken cancel)
    {
        var protocol = await db.Protocols.AsNoTracking().Include(p => p.Rules).Where(p => p.InForceAt != null)
            .OrderByDescending(p => p.Version).FirstOrDefaultAsync(cancel);
        if (protocol is null)
            return Empty;
        var rules = protocol.Rules.Where(r => r.Enabled).OrderBy(r => r.Number)
            .Select(r => new RuleInForce(r.Id, r.Number, r.Title, r.Text, Parse(r.Categories), r.Level));
        return new RuleBook(protocol.Id, protocol.Version, [.. rules]);
    }

    /// <summary>The categories of a stored list; an identifier that this version doesn't know is passed over.</summary>
    public static IReadOnlySet<Category> Parse(string categories) =>
        categories.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => CategoryNames.TryParse(id, out var category) ? category : (Category?)null)
            .OfType<Category>().ToHashSet();

    public RuleInForce? ById(long? id) => Rules.FirstOrDefault(r => r.Id == id);
    public RuleInForce? ByNumber(int? number) => Rules.FirstOrDefault(r => r.Number == number);

    /// <summary>The rule that a finding breaks, or null: no rule covers it, or it is less sure than the rule asks for.</summary>
    public RuleInForce? Broken(Category category, double confidence) =>
        Rules.FirstOrDefault(r => r.Categories.Contains(category) && confidence >= r.Level.SurerThan());

    /// <summary>The rule that the worst of the findings breaks.</summary>
    public RuleInForce? WorstBroken(IEnumerable<MessageFinding> findings) =>
        findings.Where(f => f.Stands).OrderByDescending(f => f.Severity).ThenByDescending(f => f.Confidence)
            .Select(f => Broken(f.Category, f.Confidence)).FirstOrDefault(r => r is not null);
}
