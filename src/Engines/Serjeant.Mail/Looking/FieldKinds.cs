namespace Serjeant.Mail.Looking;

/// <summary>What a field of a page asks for.</summary>
internal enum FieldKind
{
    Other,

    /// <summary>Who somebody is: a mail address, a user name, a telephone number.</summary>
    Account,
    Password,

    /// <summary>A code that was sent or shown to somebody.</summary>
    Code,

    /// <summary>The number of a payment card.</summary>
    Card,
}

/// <summary>
/// Tells what a field asks for: by its type, by what it asks the browser to fill in (WHATWG HTML §4.10.18.7), and, since false pages set neither, by what it shows and how it is called.
/// </summary>
internal static class FieldKinds
{
    private static readonly string[] Password = ["password", "passwort", "kennwort", "mot de passe", "contraseña", "contrasena", "senha", "wachtwoord", "passwd", "passphrase"];

    private static readonly string[] Code =
        ["one-time", "one time", "onetime", "otp", "2fa", "mfa", "authenticator", "verification code", "security code", "sms code", "passcode", "6-digit", "6 digit", "six-digit", "pairing code", "device code"];

    private static readonly string[] Card = ["card number", "cardnumber", "card-number", "card_number", "cc-number", "ccnumber", "kartennummer", "numéro de carte", "número de tarjeta", "número do cartão", "kaartnummer", "numero di carta"];

    private static readonly string[] Account = ["email", "e-mail", "username", "user name", "user id", "userid", "phone", "account", "benutzername", "identifiant", "usuario", "usuário", "gebruikersnaam", "utente"];

    // Not to be typed into by a person, or about something else.
    private static readonly string[] Aside = ["hidden", "submit", "button", "image", "reset", "checkbox", "radio", "file", "range", "color", "search"];

    /// <summary>Somebody types an answer of their own into it.</summary>
    internal static bool IsTypedInto(LookedField field) => !Aside.Contains(field.Type.ToLowerInvariant());

    internal static FieldKind Of(LookedField field)
    {
        var type = field.Type.ToLowerInvariant();
        if (!IsTypedInto(field)) return FieldKind.Other;
        var fills = field.Autocomplete.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var says = $"{field.Hint} {field.Name}".ToLowerInvariant();
        bool Says(string[] words) => words.Any(w => says.Contains(w, StringComparison.Ordinal));
        if (fills.Contains("cc-number") || Says(Card)) return FieldKind.Card;
        if (fills.Contains("one-time-code") || Says(Code)) return FieldKind.Code;
        if (type == "password" || field.Masked || fills.Contains("current-password") || fills.Contains("new-password") || Says(Password)) return FieldKind.Password;
        return type is "email" or "tel" || fills.Contains("username") || fills.Contains("email") || Says(Account) ? FieldKind.Account : FieldKind.Other;
    }
}
