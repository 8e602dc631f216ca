using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.House;

public sealed class FilesTests
{
    [Theory]
    [InlineData("src", 230)]
    [InlineData("tools", 230)]
    [InlineData("tests", 330)]
    public void A_source_file_holds_one_idea(string folder, int longest)
    {
        var root = Root();
        var tooLong = Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/bin/") && !f.Contains("/obj/") && !f.Contains("/Migrations/") && !f.Contains("/node_modules/"))
            .Select(f => (File: Path.GetRelativePath(root, f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > longest);
        tooLong.ShouldBeEmpty();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Serjeant.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
