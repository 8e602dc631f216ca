using Microsoft.Extensions.DependencyInjection.Extensions;
using Serjeant.Chapters.Checks.ByMail;
using Serjeant.Chapters.Checks.Forwarding;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Team.CheckingMail;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.Lookups;
using Serjeant.Outside.Mailboxes;
using Serjeant.Outside.TimeStamps;
using Serjeant.Shell.Hosting;

namespace Serjeant.Workers;

internal static class CheckingMailboxSetUp
{
    public static void AddCheckingMailbox(this IServiceCollection services, DeskOptions options)
    {
        static AddressGuard Guard(IServiceProvider provider) => new(provider.GetRequiredService<IAddressResolver>(), provider.GetRequiredService<CaptureAllowance>().Addresses);
        services.TryAddSingleton<IAddressResolver, SystemAddressResolver>();
        services.AddHttpClient(OAuthTokens.ClientName).ConfigurePrimaryHttpMessageHandler(provider => TimeStampHandler.Create(Guard(provider))).RemoveAllLoggers();
        services.AddSingleton(MailTrust.System);
        services.TryAddSingleton<IDomainNames>(_ => new DomainNames());
        services.AddSingleton(provider => new MailConnections(Guard(provider), provider.GetRequiredService<MailTrust>()));
        services.AddSingleton<MailSender>();
        services.AddSingleton(provider => new ManageSieve(Guard(provider), provider.GetRequiredService<MailTrust>()));
        services.AddSingleton(CloudAddresses.Usual);
        services.AddSingleton<CloudMailRules>();
        services.AddScoped<ForwardingCheck>();
        services.AddScoped<WatchedMailboxes>();
        services.AddSingleton<OAuthTokens>();
        services.AddSingleton<SealedSecrets>();
        services.AddSingleton<MailboxSession>();
        services.AddScoped<ForwardJudge>();
        services.AddScoped<ForwardedMails>();
        services.AddScoped<CheckingMailboxes>();
        if (options.RunWorkers)
        {
            services.AddHostedService<CheckingMailboxWorker>();
            services.AddHostedService<ForwardingWorker>();
        }
    }
}
