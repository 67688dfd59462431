using Slipway.Routers.HAProxy;
using Slipway.Routers.Tests.Programs;

namespace Slipway.Routers.Tests.HAProxy;

/// <summary>HAProxy's program in Lua, without HAProxy: as much of its interface stands in as the program's decisions need.</summary>
public sealed class HAProxyLuaProgramTests : IDisposable
{
    private const string StandIn = """
        local clock, paused, held = 5000, 0, "0"
        local actions, services = {}, {}
        Map = { new = function() return { lookup = function() return held end } end }
        os.time = function() return math.floor(clock / 1000) end
        core = {
            backends = {},
            now = function() return { sec = math.floor((clock - paused) / 1000), usec = (clock - paused) % 1000 * 1000 } end,
            register_action = function(name, _, action) actions[name] = action end,
            register_service = function(name, _, service) services[name] = service end,
            msleep = function(milliseconds) clock = clock + milliseconds end,
        }

        """;

    private readonly ProgramFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ProgramFact("luajit")]
    public async Task A_request_waits_until_the_time_of_the_hold_is_up() => Assert.Equal(
        ["0", "1000", "0", "0"],
        await RunAsync("""
            for _, limit in ipairs({ "0", "6000", "nonsense", "5000" }) do
                held = limit
                local begun = clock
                actions.hold()
                print(clock - begun)
            end
            """));

    /// <summary>The proxy's own clock leaves out what the machine, or the proxy, was paused for.</summary>
    [ProgramFact("luajit")]
    public async Task A_hold_that_ended_during_a_pause_of_the_machine_is_over() => Assert.Equal(
        ["0"],
        await RunAsync("""
            clock, paused, held = 9000, 4000, "8000"
            local begun = clock
            actions.hold()
            print(clock - begun)
            """));

    [ProgramFact("luajit")]
    public async Task Of_replicas_that_are_all_down_those_that_answered_badly_take_turns() => Assert.Equal(
        ["b c", "nil"],
        await RunAsync("""
            local function server(status, check)
                return { get_stats = function() return { status = status, check_status = check } end }
            end
            local chosen
            local txn = { f = { be_name = function() return "web" end }, set_var = function(_, _, name) chosen = name end }
            core.backends.web = { servers = {
                a = server("DOWN", "L4CON"), b = server("DOWN 1/2", "L7STS"), c = server("DOWN", "L7TOUT"), d = server("UP", "L7OK"),
            } }
            local seen = {}
            for _ = 1, 4 do actions["choose-unwell"](txn) seen[chosen] = true end
            local names = {}
            for name in pairs(seen) do table.insert(names, name) end
            table.sort(names)
            print(table.concat(names, " "))
            core.backends.web, chosen = { servers = { a = server("DOWN", "L4CON") } }, nil
            actions["choose-unwell"](txn)
            print(chosen)
            """));

    [ProgramFact("luajit")]
    public async Task A_page_comes_once_the_whole_upload_was_read_and_without_a_body_for_head() => Assert.Equal(
        ["503 30 true 3", "503 30 true 3", "404 nil true 3", "404 nil false 3"],
        await RunAsync("""
            local function get(name, method)
                local parts, headers, status, sent = { "x", "y", "" }, {}, nil, nil
                local read = 0
                services[name]({
                    method = method,
                    receive = function() read = read + 1 return parts[read] end,
                    set_status = function(_, code) status = code end,
                    add_header = function(_, key, value) headers[key] = value end,
                    start_response = function() end,
                    send = function(_, text) sent = text end,
                })
                local whole = sent ~= nil and #sent == tonumber(headers["content-length"])
                print(status .. " " .. tostring(headers["retry-after"]) .. " " .. tostring(whole) .. " " .. read)
            end
            get("maintenance", "POST")
            get("no-release", "GET")
            get("no-route", "GET")
            get("no-route", "HEAD")
            """));

    private async Task<string[]> RunAsync(string script)
    {
        var program = HAProxyImage.Proxy.Recipe.Files["router.lua"];
        await using var lua = new ProgramProcess("luajit", [folder.File("all.lua", $"{StandIn}\ndo\n{program}\nend\n{script}\n")]);
        var printed = await lua.ReadToEndAsync();
        Assert.True(await lua.EndAsync() == 0, await lua.ErrorsAsync());
        return printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
