using Serjeant.Data;

namespace Serjeant.Shell.Access;

/// <summary>The person this request acts for, read from the database for this request.</summary>
public sealed class Me
{
    private Person? person;
    private Office? office;
    private SignInSession? session;
    private PairedBrowser? browser;

    public bool IsSignedIn => person is not null;
    public long Id => Known(person).Id;
    public long OfficeId => Known(office).Id;
    public string Name => Known(person).DisplayName;
    public Role Role => Known(person).Role;
    public Person Person => Known(person);
    public Office Office => Known(office);
    public SignInSession Session => Known(session);

    /// <summary>The paired browser that asks; only where its token was what let the request in.</summary>
    public PairedBrowser Browser => Known(browser);

    public bool Can(Permission permission) => person is not null && RolePermissions.Of(person.Role).Contains(permission);

    internal void Become(Person who, Office where, SignInSession? through, PairedBrowser? from)
    {
        person = who;
        office = where;
        session = through;
        browser = from;
    }

    private static T Known<T>(T? value) where T : class => value ?? throw new InvalidOperationException("Nobody is signed in.");
}
