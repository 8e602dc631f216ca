using System.Globalization;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail;

public sealed class MailDocsTests
{
    [Fact]
    public void Every_rule_stands_in_the_docs_with_its_points_and_reason()
    {
        var docs = File.ReadAllText(Path.Combine(Root(), "docs", "mail.md"));
        var missing = ShippedMail.Rules.Rules.Where(r => !r.Quiet)
            .Select(r => (Start: string.Create(CultureInfo.InvariantCulture, $"| `{r.Id}` | {ShippedMail.Weights.For(r)} |"), End: $"| {r.Reason} |"))
            .Where(x => !docs.Split('\n').Any(l => l.StartsWith(x.Start, StringComparison.Ordinal) && l.EndsWith(x.End, StringComparison.Ordinal))).Select(x => x.Start);
        missing.ShouldBeEmpty("Write the row of each in docs/mail.md.");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Serjeant.slnx"))) folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
