using Serjeant.Chapters.Plans.Judging;
using Serjeant.Mail;
using Serjeant.Mail.Links;
using Serjeant.Mail.Rules;
using Serjeant.Mail.Scoring;
using Serjeant.Moderation;
using Serjeant.Moderation.Model;
using Serjeant.Moderation.Protocols;
using Serjeant.Moderation.Rules;

namespace Serjeant;

/// <summary>What lies beside the program: detection rules and protocol templates, read from disk for the engines, which touch none.</summary>
public static class Shipped
{
    private const string ModelFile = "messages.model";
    private const string MailRules = "rules/mail/";
    private const string MailWeightsFile = "mail.weights.json";
    private const string FiguresFile = "messages.figures.json";

    /// <summary>Whom the desk goes by (docs/adr/0090). The one switch: the judge and the page about it follow.</summary>
    public static Voice DeskVoice => Voice.RulesAndModel;

    /// <summary>The judge that the desk goes by. Takes a moment to make: make one and share it.</summary>
    /// <exception cref="SourceFileException">A rule file or the model can't be used.</exception>
    public static IJudge DeskJudge() => DeskVoice == Voice.Rules ? Rules() : Judge();

    /// <summary>How right both voices are, as the bench measured it.</summary>
    /// <exception cref="SourceFileException">The file can't be used.</exception>
    public static AccuracyFigures Figures()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "models", FiguresFile);
        if (!File.Exists(path)) throw new SourceFileException($"models/{FiguresFile}", "", "this file is missing beside the program. Install Serjeant again.");
        return AccuracyFigures.Read(new SourceFile($"models/{FiguresFile}", File.ReadAllText(path)));
    }

    /// <summary>The rules and the trained model together, as <c>triage</c> uses them.</summary>
    /// <exception cref="SourceFileException">A rule file or the model can't be used.</exception>
    public static IJudge Judge() => new Ensemble(Rules(), Model());

    /// <summary>The reviewed rules alone.</summary>
    public static RulesJudge Rules() => new(RuleSet.Load(Files("rules", "*.yaml").Where(f => !f.Name.StartsWith(MailRules, StringComparison.Ordinal))));

    /// <summary>The judge of mail and pasted chats. Takes a moment to make: make one and share it.</summary>
    /// <exception cref="SourceFileException">A rule file, a list or the weights can't be used.</exception>
    public static MailJudge MailJudge() => MailJudge(MailRuleSet(), MailTables());

    /// <summary>The same with rules and lists that are read already.</summary>
    public static MailJudge MailJudge(MailRuleSet rules, MailTables tables) => new(rules, MailWeights(), tables);

    /// <summary>The judge of links alone. Takes a moment to make: make one and share it.</summary>
    /// <exception cref="SourceFileException">A rule file or a list can't be used.</exception>
    public static LinkJudge LinkJudge() => new(MailRuleSet(), MailTables());

    /// <summary>The reviewed rules of mail.</summary>
    public static MailRuleSet MailRuleSet() => Serjeant.Mail.Rules.MailRuleSet.Load(Files("rules/mail", "*.yaml").Where(f => f.Name.Count(c => c == '/') > 2));

    /// <summary>The lists that senders and links are read with. Takes a moment to make: make one and share it.</summary>
    /// <exception cref="SourceFileException">A list is missing or can't be used.</exception>
    public static MailTables MailTables() => Serjeant.Mail.MailTables.Load(Files("tables", "*.txt").Concat(Files("rules/mail", "*.yaml").Where(f => f.Name.Count(c => c == '/') == 2)));

    /// <summary>The points of those rules as they were fitted.</summary>
    public static MailWeights MailWeights()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "models", MailWeightsFile);
        if (!File.Exists(path)) throw new SourceFileException($"models/{MailWeightsFile}", "", "this file is missing beside the program. Install Serjeant again.");
        return Serjeant.Mail.Scoring.MailWeights.Load(new SourceFile($"models/{MailWeightsFile}", File.ReadAllText(path)));
    }

    /// <summary>The trained model alone.</summary>
    public static MessageModel Model()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "models", ModelFile);
        if (!File.Exists(path)) throw new SourceFileException($"models/{ModelFile}", "", "this file is missing beside the program. Install Serjeant again.");
        return MessageModel.Load($"models/{ModelFile}", File.ReadAllBytes(path));
    }

    /// <summary>The templates of <c>content/protocols/</c>, in the order of their ids.</summary>
    /// <exception cref="SourceFileException">A template can't be used.</exception>
    public static IReadOnlyList<ProtocolTemplate> Protocols() =>
        [.. Files(Path.Combine("content", "protocols"), "*.md").Select(ProtocolTemplate.Load).OrderBy(t => t.Id, StringComparer.Ordinal)];

    private static IEnumerable<SourceFile> Files(string folder, string pattern)
    {
        var root = Path.Combine(AppContext.BaseDirectory, folder);
        if (!Directory.Exists(root))
            throw new SourceFileException(folder, "", "this folder is missing beside the program. Install Serjeant again.");
        return Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories)
            .Select(path => new SourceFile(Path.GetRelativePath(AppContext.BaseDirectory, path).Replace('\\', '/'), File.ReadAllText(path)));
    }
}
