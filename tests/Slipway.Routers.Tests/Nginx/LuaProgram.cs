using Slipway.Routers.Hosting;
using Slipway.Routers.Nginx;
using Slipway.Routers.Tests.Programs;

namespace Slipway.Routers.Tests.Nginx;

/// <summary>nginx's program in Lua, run by LuaJIT with as much of nginx' interface as its decisions need (StandIn.lua).</summary>
internal sealed class LuaProgram : IDisposable
{
    /// <summary>Blue and green with a service each at / and one at /api of shop.example, two replicas of blue's web.</summary>
    public const string State = """
        {"slots":{
          "blue":{"routes":[{"service":"api","host":"Shop.Example","pathPrefix":"/api/","healthPath":"/ok"},
                            {"service":"web","pathPrefix":"/","healthPath":"/health"}],
                  "endpoints":[{"name":"web-blue","service":"web","address":"10.0.0.1","port":8080},
                               {"name":"web-blue-2","service":"web","address":"10.0.0.2","port":8080},
                               {"name":"api-blue","service":"api","address":"fd00::1","port":1}]},
          "green":{"routes":[{"service":"web","pathPrefix":"/","healthPath":"/health"}],
                   "mark":{"source":"Cookie","name":"tester","value":"yes"},
                   "endpoints":[{"name":"web-green","service":"web","address":"10.0.0.3","port":65535}]}},
         "share":{"blue":100,"green":0}}
        """;

    private readonly ProgramFolder folder = new();

    /// <summary>What a Lua script prints that runs behind the program, line by line; its state is <see cref="State"/>.</summary>
    public async Task<string[]> RunAsync(string script)
    {
        folder.File("home/program.lua", NginxProgram.Text);
        folder.File("home/state.json", State);
        var standIn = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Nginx", "StandIn.lua"), CancellationToken.None);
        var loader = EmbeddedText.Read("Nginx/Program/loader.lua");
        var all = folder.File("all.lua", folder.Place($"""
            {standIn}
            package.preload.loader = function() {loader} end
            dofile("/var/lib/slipway/program.lua")
            {script}
            """));
        // The program names the place of its state itself.
        folder.File("home/program.lua", folder.Place(NginxProgram.Text));
        await using var lua = new ProgramProcess("luajit", [all]);
        var printed = await lua.ReadToEndAsync();
        Assert.True(await lua.EndAsync() == 0, await lua.ErrorsAsync());
        return printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public void Dispose() => folder.Dispose();
}
