using Serjeant.Outside.Storage;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Storage;

public sealed class LedgerKeysTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string OpenedKey(long office = 1)
    {
        using var signer = new LedgerKeys(folder.File("keys")).Open(office);
        return signer.Verifier.ToString();
    }

    [Fact]
    public void The_same_key_is_there_the_next_time() => OpenedKey().ShouldBe(OpenedKey());

    [Fact]
    public void Two_offices_have_two_keys_under_two_names() => OpenedKey(1).Split('+')[0].ShouldNotBe(OpenedKey(2).Split('+')[0]);

    [Fact]
    public void Many_copies_of_the_program_agree_on_one_key() =>
        Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(8).Select(_ => OpenedKey(3)).Distinct().Count().ShouldBe(1);

    [Fact]
    public void Only_the_owner_can_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes");
        OpenedKey();
        var path = Directory.GetFiles(folder.File("keys")).ShouldHaveSingleItem();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("Serjeant ledger key: a\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void A_damaged_key_is_refused_and_kept(string text)
    {
        OpenedKey();
        var path = Directory.GetFiles(folder.File("keys")).Single();
        File.WriteAllText(path, text);
        Should.Throw<FormatException>(() => OpenedKey());
        File.ReadAllText(path).ShouldBe(text);
    }
}
