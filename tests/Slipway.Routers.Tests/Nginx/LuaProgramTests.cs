using Slipway.Routers.Tests.Programs;

namespace Slipway.Routers.Tests.Nginx;

/// <summary>What nginx's program in Lua decides, without nginx.</summary>
public sealed class LuaProgramTests : IDisposable
{
    private const string Loaded = "load_state(function() end)\n";
    private readonly LuaProgram lua = new();

    public void Dispose() => lua.Dispose();

    [ProgramFact("luajit")]
    public async Task A_prefix_covers_whole_segments_of_its_host_and_the_first_route_wins() => Assert.Equal(
        ["blue api-blue", "blue api-blue", "blue api-blue", "web", "web", "web", "web", "web"],
        await lua.RunAsync(Loaded + """
            for _, path in ipairs({ "/api", "/api/x", "/api?x=/y" }) do print(decide(path, { host = "shop.example" })) end
            for _, path in ipairs({ "/apis", "/ap", "/API", "//api", "/%61pi" }) do
                print((decide(path, { host = "shop.example" }):match("web")))
            end
            """));

    [ProgramFact("luajit")]
    public async Task Another_host_and_a_hostile_path_get_the_route_for_all() => Assert.Equal(
        Enumerable.Repeat("web", 6),
        await lua.RunAsync(Loaded + """
            print((decide("/api", { host = "other" }):match("web")))
            for _, path in ipairs({ "/" .. ("x"):rep(100000), "/\0\255\n", "*", "?", "http://x/y" }) do
                load_state(function(state) state.slots.blue.routes[2].pathPrefix = "/" end)
                local good, seen = pcall(decide, path, { host = "shop.example" })
                print(good and (seen:match("web") or seen:match("404") and "web") or seen)
            end
            """));

    [ProgramFact("luajit")]
    public async Task No_release_no_route_and_maintenance_have_a_page_each() => Assert.Equal(
        ["503 30 No release yet", "blue404 nil", "503 30 maintenance"],
        await lua.RunAsync("""
            load_state(function(state) state.share = { blue = 0, green = 0 } end)
            print(decide("/") .. " " .. tostring(ngx.header.retry_after) .. " " .. ngx.printed:match("No release yet"))
            load_state(function(state) table.remove(state.slots.blue.routes, 2) end)
            load_state(function(state) state.share = { blue = 100, green = 0 } end)
            print(decide("/") .. " " .. tostring(ngx.header.retry_after))
            load_state(function(state) state.maintenance = true end)
            print(decide("/") .. " " .. ngx.header.retry_after .. " " .. ngx.printed:lower():match("maintenance"))
            """));

    [ProgramFact("luajit")]
    public async Task The_share_of_a_slot_is_that_of_its_requests() => Assert.Equal(
        ["true", "0", "1000"],
        await lua.RunAsync("""
            local function green(share)
                load_state(function(state) state.share = { blue = 100 - share, green = share } end)
                local number = 0
                for _ = 1, 1000 do if decide("/"):match("^green") then number = number + 1 end end
                return number
            end
            local some = green(25)
            print(some > 150 and some < 350)
            print(green(0))
            print(green(100))
            """));

    [ProgramFact("luajit")]
    public async Task Only_the_whole_mark_leads_to_the_canary_and_the_header_of_a_preview_to_its_slot() => Assert.Equal(
        [
            "green", "green", "green", "blue", "blue", "blue", "blue", "blue", "green", "blue", "blue", "blue", "blue", "blue", "blue",
            "green", "blue",
        ],
        await lua.RunAsync("""
            load_state(function(state) state.canary = "green" end)
            local function slot(more) print((decide("/", more):match("^%a+"))) end
            for _, cookie in ipairs({ "tester=yes", "a=b; tester=\"yes\" ; c", "tester=no; tester=yes",
                "tester=yes1", "xtester=yes", "tester", "tester=", ("a=b;"):rep(10000) .. "\255" }) do
                slot({ cookie = cookie })
            end
            load_state(function(state) state.canary, state.slots.green.previewToken = "green", "0f" end)
            slot({ headers = { ["X-Slipway-Slot"] = "green", ["X-Slipway-Token"] = "0f" } })
            slot({ headers = { ["X-Slipway-Slot"] = "green" } })
            slot({ headers = { ["X-Slipway-Slot"] = "green", ["X-Slipway-Token"] = "0e" } })
            slot({ headers = { ["X-Slipway-Slot"] = "green", ["X-Slipway-Token"] = { "0f", "0f" } } })
            slot({ headers = { ["X-Slipway-Slot"] = "blue", ["X-Slipway-Token"] = "0f" } })
            slot({ headers = { ["X-Slipway-Slot"] = "red", ["X-Slipway-Token"] = "0f" } })
            slot({ headers = { ["X-Slipway-Slot"] = { "green", "blue" }, ["X-Slipway-Token"] = "0f" } })
            load_state(function(state) state.slots.green.mark = { source = "Header", name = "X-Tester", value = "on" } end)
            slot({ headers = { ["X-Tester"] = { "off", "on" } } })
            slot({ headers = { ["X-Tester"] = "On" }, cookie = "tester=yes" })
            """));

    [ProgramFact("luajit")]
    public async Task Replicas_take_turns_without_the_one_that_is_down_unless_all_are() => Assert.Equal(
        ["5 5", "0 10", "5 5"],
        await lua.RunAsync(Loaded + """
            local endpoints = require("state").current().slots.blue.endpoints
            local function turns()
                local seen = { ["blue web-blue"] = 0, ["blue web-blue-2"] = 0 }
                for _ = 1, 10 do local to = decide("/") seen[to] = seen[to] + 1 end
                print(seen["blue web-blue"] .. " " .. seen["blue web-blue-2"])
            end
            turns()
            require("watch").record(endpoints[1], "refused")
            turns()
            require("watch").record(endpoints[2], "refused")
            turns()
            """));

    [ProgramFact("luajit")]
    public async Task Counts_tell_what_is_under_way_what_failed_and_what_was_broken_off() => Assert.Equal(
        ["1 0", "0 1", "4 3 2 250", "0"],
        await lua.RunAsync(Loaded + """
            local count = require("count")
            local api = { host = "shop.example" }
            local function under_way() return count.read().blue.flight["api-blue"] end
            decide("/api", api)
            print(under_way() .. " " .. count.read().blue.requests)
            ngx.var.upstream_header_time = "0.2"
            count.finish()
            count.finish()
            print(under_way() .. " " .. count.read().blue.requests)
            decide("/api", api)
            ngx.status, ngx.var.upstream_header_time = 502, "-, 0.05"
            count.finish()
            decide("/api", api)
            ngx.status, ngx.var.upstream_header_time = 502, "-"
            count.finish()
            decide("/api", api)
            for _, piece in ipairs({ "", "x", "" }) do ngx.arg = { piece, false } count.look() end
            count.finish()
            local blue = count.read().blue
            print(blue.requests .. " " .. blue.errors .. " " .. blue.answers .. " " .. blue.milliseconds)
            decide("/api", api)
            count.reset()
            print(under_way() or 0)
            """));

    [ProgramFact("luajit")]
    public async Task A_worker_forgets_its_own_requests_and_no_others() => Assert.Equal(
        ["1"],
        await lua.RunAsync(Loaded + """
            decide("/api", { host = "shop.example" })
            become_worker(1)
            decide("/api", { host = "shop.example" })
            require("count").reset()
            print(require("count").read().blue.flight["api-blue"])
            """));

    [ProgramFact("luajit")]
    public async Task A_hold_lets_requests_wait_for_its_time_and_no_longer() => Assert.Equal(
        ["true", "2", "0", "a hold is 0 to 60 seconds", "a hold is 0 to 60 seconds", "a hold is 0 to 60 seconds"],
        await lua.RunAsync(Loaded + """
            local function hold(seconds)
                request("/hold", { method = "POST", body = seconds })
                require("control").answer()
                return ngx.printed
            end
            hold("2")
            print(require("hold").is_on())
            local begun = ngx.now()
            decide("/")
            print(math.floor(ngx.now() - begun + 0.5))
            hold("2") hold("0")
            begun = ngx.now()
            decide("/")
            print(ngx.now() - begun)
            for _, text in ipairs({ "61", "-1", "x" }) do print(hold(text)) end
            """));

    [ProgramTheory("luajit")]
    [InlineData("", "it is not what Slipway writes")]
    [InlineData("nonsense \u00ff", "it is not what Slipway writes")]
    [InlineData("{\"slots\":{},\"share\":{\"blue\":50,\"green\":40}}", "the shares do not add up")]
    [InlineData("{\"slots\":{},\"share\":{\"blue\":-100,\"green\":200}}", "the shares do not add up")]
    [InlineData("{\"slots\":{},\"share\":{\"blue\":100,\"green\":0}}", "blue has a share and is not admitted")]
    [InlineData("{\"slots\":{\"red\":{}},\"share\":{\"blue\":0,\"green\":0}}", "there is no slot red")]
    [InlineData("{\"slots\":{\"blue\":{}},\"share\":{\"blue\":0,\"green\":0}}", "blue has no routes or no endpoints")]
    [InlineData("{\"slots\":{},\"share\":{\"blue\":0,\"green\":0},\"canary\":\"blue\"}", "the canary is not admitted")]
    [InlineData("cut", "it is not what Slipway writes")]
    [InlineData("10.0.0.1|shop", "web-blue has no good address")]
    [InlineData("8080|0", "web-blue has no good port")]
    [InlineData("65535|65536", "web-green has no good port")]
    [InlineData("\"pathPrefix\":\"/\"|\"pathPrefix\":\"api\"", "a route of blue has no path")]
    [InlineData("\"service\":\"api\",\"address\"|\"service\":\"no\",\"address\"", "the service api of blue has no endpoint")]
    public async Task A_state_that_makes_no_sense_is_refused_with_the_reason_and_the_old_one_stays(string change, string reason)
    {
        var text = change.Split('|') switch
        {
            ["cut"] => LuaProgram.State[..200],
            [var old, var other] => LuaProgram.State.Replace(old, other, StringComparison.Ordinal),
            _ => change,
        };
        Assert.Equal(
            [$"400 {reason}", "false", "blue api-blue"],
            await lua.RunAsync($$"""
                {{Loaded}}
                local text = [==[{{text}}]==]
                request("/check", { method = "POST", body = text })
                require("control").answer()
                print(ngx.status .. " " .. ngx.printed)
                local file = io.open(require("state").path, "w")
                file:write(text)
                file:close()
                print((pcall(require("state").load)))
                print(decide("/api", { host = "shop.example" }))
                """));
    }

    [ProgramFact("luajit")]
    public async Task Control_refuses_what_it_does_not_know_and_programs_that_can_not_be_read() => Assert.Equal(
        ["400 there is no GET /x", "400 there is no PUT /state", "400", "400", "200"],
        await lua.RunAsync(Loaded + """
            local function ask(path, more)
                request(path, more)
                require("control").answer()
                return ngx.status .. " " .. (ngx.printed or "")
            end
            print(ask("/x"))
            print(ask("/state", { method = "PUT" }))
            local good = "package.preload.x = assert(loadstring('return 1'))"
            for _, program in ipairs({ "nonsense", "assert(loadstring('nonsense'))", good }) do
                print((ask("/program/check", { method = "POST", body = program }):match("%d+")))
            end
            """));

    [ProgramFact("luajit")]
    public async Task Another_program_comes_into_force_with_its_version_and_a_leaving_proxy_says_what_is_idle() => Assert.Equal(
        ["1 1", "2", "nil 3 true"],
        await lua.RunAsync("""
            local loader = require("loader")
            local function write(number)
                local file = io.open(loader.path, "w")
                file:write("package.loaded.part = nil package.preload.part = function() return " .. number .. " end")
                file:close()
            end
            write(1)
            local first = loader.use("part")
            write(2)
            print(first .. " " .. loader.use("part"))
            loader.replace()
            print(loader.use("part"))
            local before = loader.is_leaving()
            loader.leave()
            print(tostring(before) .. " " .. ngx.printed .. " " .. tostring(loader.is_leaving()))
            """));
}
