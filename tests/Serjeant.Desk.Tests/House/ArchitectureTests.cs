using System.Reflection;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.House;

/// <summary>Dependencies point down only: desk → outside, data → engines.</summary>
public sealed class ArchitectureTests
{
    private static readonly string[] Engines = ["Serjeant.Text", "Serjeant.Moderation", "Serjeant.Ledger", "Serjeant.Evidence", "Serjeant.Mail"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Serjeant.Text"] = [],
        ["Serjeant.Moderation"] = ["Serjeant.Text"],
        ["Serjeant.Ledger"] = [],
        ["Serjeant.Mail"] = ["Serjeant.Moderation", "Serjeant.Text"],
        ["Serjeant.Evidence"] = [],
        ["Serjeant.Outside"] = Engines,
        ["Serjeant.Data"] = Engines,
        ["Serjeant.Data.Sqlite"] = ["Serjeant.Data", .. Engines],
        ["Serjeant.Data.Postgres"] = ["Serjeant.Data", .. Engines],
    };

    public static TheoryData<string> Floors => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Floors))]
    public void Dependencies_point_down_only(string name)
    {
        var wrong = Assembly.Load(name).GetReferencedAssemblies().Select(a => a.Name!)
            .Where(a => a.StartsWith("Serjeant", StringComparison.OrdinalIgnoreCase) && !Allowed[name].Contains(a));
        wrong.ShouldBeEmpty($"{name} may only use what lies below it.");
    }

    [Theory]
    [InlineData("Serjeant.Text")]
    [InlineData("Serjeant.Moderation")]
    [InlineData("Serjeant.Ledger")]
    [InlineData("Serjeant.Evidence")]
    [InlineData("Serjeant.Mail")]
    public void An_engine_knows_no_database_web_or_network(string name)
    {
        string[] outside = ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "System.Net.Http", "System.Net.Sockets", "System.Data", "Microsoft.Playwright"];
        Assembly.Load(name).GetReferencedAssemblies().Select(a => a.Name!)
            .Where(a => outside.Any(o => a.StartsWith(o, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }
}
