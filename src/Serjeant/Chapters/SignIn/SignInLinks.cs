namespace Serjeant.Chapters.SignIn;

public static class SignInLinks
{
    public static string SignIn(string? returnTo = null) => With("/sign-in", returnTo);
    public static string Code(string? returnTo = null) => With("/sign-in/code", returnTo);

    /// <summary>Where somebody who is signed in proves again that it is them.</summary>
    public static string Again(string? returnTo = null) => With("/sign-in/again", returnTo);

    /// <summary>The same in a demonstration, whose people have nothing to prove themselves with.</summary>
    public static string AgainInDemo() => "/sign-in/again?handler=demo";
    public static string SignOut() => "/sign-out";

    /// <summary>An invitation.</summary>
    public static string Join(string token) => $"/join/{token}";
    public static string Closed() => "/join/closed";
    public static string How() => "/join/how";
    public static string Passkey() => "/join/passkey";
    public static string Password() => "/join/password";
    public static string Authenticator() => "/join/authenticator";
    public static string Codes() => "/join/codes";

    private static string With(string path, string? returnTo) =>
        string.IsNullOrEmpty(returnTo) ? path : $"{path}?returnTo={Uri.EscapeDataString(returnTo)}";
}
