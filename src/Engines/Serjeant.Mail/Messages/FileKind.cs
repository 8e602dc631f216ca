namespace Serjeant.Mail.Messages;

/// <summary>What an attached file can do when it is opened.</summary>
public enum FileKind
{
    Other,

    /// <summary>A web page: opens in the browser with an address of no site.</summary>
    Page,

    /// <summary>A vector picture, which may run script.</summary>
    Svg,

    /// <summary>A notebook that may hold programs.</summary>
    Notebook,

    /// <summary>A disk image, whose files lose the mark that they came by mail.</summary>
    DiskImage,

    /// <summary>A program, script or shortcut.</summary>
    Program,

    /// <summary>An Office file with macros.</summary>
    Macros,

    /// <summary>An archive that can't be looked into without a password.</summary>
    LockedArchive,

    Archive,
    Pdf,
    Office,
    Calendar,
    Picture,

    /// <summary>A mail within the mail.</summary>
    Mail,
}
