namespace Serjeant.Chapters.SetUp.Steps;

/// <summary>The steps of setting up, in order. Which are done is read from what they left in the database.</summary>
public enum SetUpStep
{
    Office,
    Person,
    HowYouSignIn,
    RecoveryKey,
    Contacts,
    DataProtection,
    Protocol,
    Done,
}
