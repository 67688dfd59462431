-- Sends the request to the replica that was chosen, and to another one only if that one could not be reached: a request of which anything
-- was sent is never sent twice.
local balancer = require "ngx.balancer"
local count = require "count"
local route = require "route"
local watch = require "watch"
local balance = {}
-- nginx's own code for it: answers 502.
local no_replica = -3

-- Whether the first try got as far as to send anything. nginx lists the bytes that were sent, try by try.
local function was_sent()
    return (ngx.var.upstream_bytes_sent or ""):match("^%d+") ~= "0"
end

function balance.choose()
    local way = ngx.ctx.way
    if way.tried then
        if was_sent() then
            return ngx.exit(no_replica)
        end
        watch.record(way.replica, "not reached")
        count.move(way, route.choose_replica(way.replicas, way.replica))
    elseif #way.replicas > 1 then
        balancer.set_more_tries(1)
    end
    way.tried = true
    assert(balancer.set_current_peer(watch.address(way.replica), way.replica.port))
end

return balance
