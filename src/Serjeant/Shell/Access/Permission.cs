namespace Serjeant.Shell.Access;

/// <summary>Something a person may or may not do. Which role may do what is in <see cref="RolePermissions"/>.</summary>
public enum Permission
{
    /// <summary>Signed in, with two-step verification.</summary>
    UseTheDesk,

    /// <summary>See the queue's rows: category and one-line summary, text covered.</summary>
    SeeMessages,

    /// <summary>Uncover abusive text.</summary>
    UncoverText,
    DecideMessages,
    BringMessagesIn,

    /// <summary>Pair a browser whose extension keeps pages and sends comments.</summary>
    PairBrowsers,
    SeeCases,
    WorkCases,
    MakePacks,
    SeeEvidence,

    /// <summary>Destroy a sealed-off exhibit, backups included.</summary>
    DestroyExhibits,
    SeeProtocol,
    EditProtocol,

    /// <summary>Switch categories off and on, and let the office's decisions teach.</summary>
    ChangeJudging,
    SeeTeam,
    ManageTeam,
    ManageOffice,
    SeeLedger,
    ManageRetention,
}
