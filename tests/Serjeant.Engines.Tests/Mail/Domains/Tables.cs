using Serjeant.Mail;
using Serjeant.Moderation;

namespace Serjeant.Engines.Tests.Mail.Domains;

/// <summary>The tables as the program has them: built lists and shipped rules, read from beside the tests.</summary>
internal static class Tables
{
    internal static MailTables Shipped { get; } = MailTables.Load(Files());

    internal static IEnumerable<SourceFile> Files() =>
        new[] { "tables", Path.Combine("rules", "mail") }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, folder), "*", SearchOption.AllDirectories))
            .Select(path => new SourceFile(Path.GetRelativePath(AppContext.BaseDirectory, path).Replace('\\', '/'), File.ReadAllText(path)));
}
