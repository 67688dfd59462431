-- The router's own eyes: whether each replica answers its health path, and at which address the network's name service finds it. One
-- worker asks, all see the answers.
local loader = require "loader"
local state = require "state"
local shared = ngx.shared.state
local watch = {}
local interval = 0.2
local rounds_between_names = 5
-- A well replica that gets no requests is asked once in so many rounds: its answers are lines of its log.
local rounds_between_idle = 10
-- Failures in a row until a replica that was up counts as down.
local fall = 5

local function moved_key(endpoint)
    return "address " .. endpoint.name .. " " .. endpoint.address
end

local function failures_key(endpoint)
    return "failures " .. endpoint.name .. " " .. endpoint.address
end

-- Where the replica is now: another address than the one that was told, once it was restarted at another one.
function watch.address(endpoint)
    return shared:get(moved_key(endpoint)) or endpoint.address
end

-- Seen up, and not down since.
function watch.is_up(endpoint)
    local failures = shared:get(failures_key(endpoint))
    return failures ~= nil and failures < fall
end

-- Worth a request: not seen down.
function watch.is_fit(endpoint)
    local failures = shared:get(failures_key(endpoint))
    return failures == nil or failures < fall
end

-- Whether it is asked in this round.
function watch.is_due(endpoint, slot, round)
    local now = state.current()
    return now.share[slot] > 0 or now.canary == slot or shared:get(failures_key(endpoint)) ~= 0 or round % rounds_between_idle == 0
end

-- Asks for the health path. Nil when it answered well, else what was seen.
local function ask(endpoint, address)
    local socket = ngx.socket.tcp()
    socket:settimeouts(math.min(1000, endpoint.health.limit), 1000, endpoint.health.limit)
    local good, reason = socket:connect(address, endpoint.port)
    if not good then
        return reason
    end
    socket:send("GET " .. endpoint.health.path .. " HTTP/1.1\r\nHost: " .. endpoint.health.host
        .. "\r\nUser-Agent: slipway-router\r\nConnection: close\r\n\r\n")
    local line, trouble = socket:receive("*l")
    socket:close()
    local status = tonumber((line or ""):match("^HTTP/1%.[01] (%d%d%d)"))
    if not status then
        return line and "no HTTP answer" or trouble
    end
    return (status < 200 or status > 399) and "status " .. status or nil
end

-- What was seen of a replica: nil for a good answer. One that was never seen up is down until it is.
function watch.record(endpoint, failure)
    local key = failures_key(endpoint)
    if not failure then
        shared:set(key, 0)
    elseif not shared:add(key, fall) then
        shared:incr(key, 1)
    end
end

-- What the name service says: the first address of this name, or nil.
function watch.resolve(name)
    local id = string.char(math.random(0, 255), math.random(0, 255))
    local labels = name:gsub("[^.]+%.?", function(label)
        label = label:gsub("%.", "")
        return string.char(#label) .. label
    end)
    local query = id .. "\1\0\0\1\0\0\0\0\0\0" .. labels .. "\0\0\1\0\1"
    local socket = ngx.socket.udp()
    socket:settimeout(1000)
    socket:setpeername("127.0.0.11", 53)
    socket:send(query)
    local answer = socket:receive(4096)
    socket:close()
    if not answer or #answer < #query or answer:sub(1, 2) ~= id then
        return nil
    end
    -- Behind the head of 12 bytes comes the question as it was asked, then the records: name, type, class, life, length, data.
    local at = #query + 1
    for _ = 1, answer:byte(7) * 256 + answer:byte(8) do
        local label = answer:byte(at)
        while label and label > 0 and label < 192 do
            at = at + label + 1
            label = answer:byte(at)
        end
        -- A name ends with an empty label, or with two bytes that point to one that stood before.
        at = at + (label == 0 and 1 or 2)
        if #answer < at + 9 then
            return nil
        end
        local length = answer:byte(at + 8) * 256 + answer:byte(at + 9)
        if answer:byte(at) == 0 and answer:byte(at + 1) == 1 and length == 4 and #answer >= at + 13 then
            return table.concat({ answer:byte(at + 10, at + 13) }, ".")
        end
        at = at + 10 + length
    end
end

local function follow(endpoint)
    local address = watch.resolve(endpoint.name)
    -- A container that restarts has no name for a moment: its address is kept.
    if not address then
        return
    elseif address == endpoint.address then
        shared:delete(moved_key(endpoint))
    elseif address ~= shared:get(moved_key(endpoint)) then
        shared:set(moved_key(endpoint), address)
    end
end

-- Asks these replicas, all at once, at the addresses that were told. What was seen of those that are not up, by name.
function watch.probe(endpoints)
    local threads, seen = {}, {}
    for _, endpoint in ipairs(endpoints) do
        table.insert(threads, ngx.thread.spawn(function()
            local failure = ask(endpoint, endpoint.address)
            if failure then
                seen[endpoint.name] = failure
            else
                shared:delete(moved_key(endpoint))
                watch.record(endpoint)
            end
        end))
    end
    for _, thread in ipairs(threads) do
        ngx.thread.wait(thread)
    end
    return seen
end

-- At the start of a worker: the first one watches, and its successor if it dies.
function watch.start()
    math.randomseed(ngx.worker.pid() + ngx.now() * 1000)
    if ngx.worker.id() ~= 0 then
        return
    end
    local asking, round, version = {}, 0, loader.version()
    local function look(_, endpoint, key, names)
        local good, reason = pcall(function()
            if names then
                follow(endpoint)
            end
            watch.record(endpoint, ask(endpoint, watch.address(endpoint)))
        end)
        asking[key] = nil
        if not good then
            ngx.log(ngx.ERR, "the check of ", endpoint.name, " failed: ", reason)
        end
    end
    local function again(premature)
        if premature then
            return
        elseif loader.version() ~= version then
            return loader.use("watch").start()
        end
        -- First of all, so that nothing that fails below can end the watch.
        assert(ngx.timer.at(interval, again))
        for name, slot in pairs(state.current().slots) do
            for _, endpoint in ipairs(slot.endpoints) do
                local key = failures_key(endpoint)
                -- One that takes long to answer is not asked again before it has.
                if not asking[key] and endpoint.health and watch.is_due(endpoint, name, round) then
                    asking[key] = ngx.timer.at(0, look, endpoint, key, round % rounds_between_names == 0)
                end
            end
        end
        round = round + 1
    end
    ngx.timer.at(0, again)
end

return watch
