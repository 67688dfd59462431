-- Requests under way, and the statistics of a slot. The numbers lie in memory that all workers share. Those of requests under way are
-- kept apart by worker, so that the successor of a worker that died can forget what died with it.
local counters = ngx.shared.counters
local count = {}

local function flight(slot, container)
    return "flight " .. ngx.worker.id() .. " " .. slot .. " " .. container
end

local function add(key, number)
    counters:incr(key, number, 0)
end

-- At the start of a worker.
function count.reset()
    local mine = "flight " .. ngx.worker.id() .. " "
    for _, key in ipairs(counters:get_keys(0)) do
        if key:sub(1, #mine) == mine then
            counters:delete(key)
        end
    end
end

-- This request is on its way to this replica. One that is no client's is in no statistics.
function count.begin(slot, replicas, replica, own)
    add(flight(slot, replica.name), 1)
    ngx.ctx.way = { slot = slot, replicas = replicas, replica = replica, own = own }
end

-- The replica could not be reached: the request goes to another one.
function count.move(way, replica)
    add(flight(way.slot, way.replica.name), -1)
    way.replica = replica
    add(flight(way.slot, way.replica.name), 1)
end

function count.undo()
    local way = ngx.ctx.way
    ngx.ctx.way = nil
    add(flight(way.slot, way.replica.name), -1)
    return way
end

-- nginx ends an answer that the service broke off by an empty piece that is not the last one. The first piece may be empty too: it
-- carries the header.
function count.look()
    local way = ngx.ctx.way
    if way then
        way.broken = way.begun and ngx.arg[1] == "" and not ngx.arg[2]
        way.begun = true
    end
end

-- The request has ended, one way or another.
function count.finish()
    if not ngx.ctx.way then
        return
    end
    local way = count.undo()
    if way.own then
        return
    end
    add("requests " .. way.slot, 1)
    if ngx.status >= 500 or way.broken then
        add("errors " .. way.slot, 1)
    end
    -- Several numbers, parted by commas, when a replica could not be reached; "-" for one that did not answer.
    local waited = tonumber((ngx.var.upstream_header_time or ""):match("([%d.]+)$"))
    if way.broken or (ngx.status >= 500 and not waited) then
        add("lost " .. way.slot, 1)
    end
    if waited then
        add("answers " .. way.slot, 1)
        add("milliseconds " .. way.slot, waited * 1000)
    end
end

local function new()
    return { requests = 0, errors = 0, lost = 0, answers = 0, milliseconds = 0, flight = {} }
end

-- By slot; requests under way by container.
function count.read()
    local slots = { blue = new(), green = new() }
    for _, key in ipairs(counters:get_keys(0)) do
        local number = counters:get(key) or 0
        local slot, container = key:match("^flight %d+ (%a+) (.+)$")
        if slot then
            slots[slot].flight[container] = (slots[slot].flight[container] or 0) + number
        else
            local what, of = key:match("^(%a+) (%a+)$")
            slots[of][what] = number
        end
    end
    return slots
end

return count
