namespace Serjeant.Chapters.SetUp;

public static class SetUpLinks
{
    /// <summary>What the program prints at its first start.</summary>
    public static string Start(string token) => $"/set-up/{token}";
    public static string Steps() => "/set-up";
    public static string Office() => "/set-up/office";
    public static string Person() => "/set-up/person";
    public static string RecoveryKey() => "/set-up/recovery-key";
    public static string Contacts() => "/set-up/contacts";
    public static string DataProtection() => "/set-up/data-protection";
    public static string Protocol() => "/set-up/protocol";
    public static string Done() => "/set-up/done";
}
